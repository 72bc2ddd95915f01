using System.Text.Json;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Data.Structure;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Modules;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BusinessSuite.Host.Accounts;

/// <summary>Finds out what decides over a permission, by the same functions and policies of PostgreSQL that decide.</summary>
[Provides]
internal sealed class PermissionExplainer(
    ModuleCatalog catalog, IServiceProvider services, SuiteSchema schema, SuiteDataSources sources, CallerResolver callers, SuiteDbContext db, IEnumerable<IStanding> standings,
    IUnrestricted unrestricted, Disclosure disclosure, TimeProvider clock)
{
    /// <summary>Explains.</summary>
    /// <exception cref="RuleViolation">The account or the record is none that the one who asks may see; there is no such permission, or no such field of the record.</exception>
    public async Task<PermissionExplanation> Explain(Guid account, string permission, NodeRef? record, string? field, Caller asking, CancellationToken ct)
    {
        if (!catalog.Modules.SelectMany(ModuleCheck.Permissions).Contains(permission))
        {
            throw new RuleViolation(AccountRules.UnknownPermission, permission) { Field = ["permission"] };
        }

        if (field is not null && record is null)
        {
            throw new RuleViolation(PlatformRules.Invalid, "A field is one of a record.") { Field = ["field"] };
        }

        if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
        {
            throw new RuleViolation(PlatformRules.NotFound);
        }

        if (await callers.Of(account, ct) is not { } caller)
        {
            return new(false, null, [], null, [new Text("The account is closed.", "账户已停用。").In(asking.Language)]);
        }

        var grants = await unrestricted.Read(() => Grants(account, permission, asking.Language, ct), ct);
        var scope = caller.ScopeOf(permission);
        var reasons = new List<string>
        {
            scope is { } reach
                ? string.Format(null, new Text("{0} is granted and reaches {1}.", "已授予 {0}，范围为 {1}。").In(asking.Language), permission, UpperSnake.Of(reach))
                : string.Format(null, new Text("No role of the account or of a post grants {0}.", "账户和岗位的角色均未授予 {0}。").In(asking.Language), permission),
        };
        if (record is not { } node)
        {
            return new(scope is not null, scope, grants, null, reasons);
        }

        var explained = await Record(node, permission, scope, caller, asking, ct);
        reasons.AddRange(Reasons(explained, scope, asking.Language));
        if (field is not null)
        {
            explained = explained with { Field = await Field(node, field, explained, caller, asking, ct) };
            reasons.AddRange(Reasons(explained.Field.Level, explained.Field.Knows, caller.Clearance, asking.Language));
        }

        return new(scope is not null && explained.Visible && explained.Field?.Knows != false, scope, grants, explained, reasons);
    }

    private async Task<List<GrantSource>> Grants(Guid account, string permission, Language language, CancellationToken ct)
    {
        var held = (await (
            from assigned in db.AccountRoles
            join role in db.Roles on assigned.RoleId equals role.Id
            where assigned.AccountId == account
            select role.Name).ToListAsync(ct)).Select(r => new HeldRole(r, new Text("the account", "账户").In(language))).ToList();
        foreach (var source in standings)
        {
            if (await source.Of(account, clock.GetUtcNow(), ct) is { } standing)
            {
                held.AddRange(standing.Roles);
                var inPlaceOf = new Text("{0}, in the place of {1}", "{0}，代理{1}").In(language);
                held.AddRange(standing.Deputizes.SelectMany(d => d.Roles.Select(r => r with { Origin = string.Format(null, inPlaceOf, r.Origin, d.Name) })));
            }
        }

        var names = held.Select(h => h.Name).ToList();
        var granted = await (
            from role in db.Roles
            join grant in db.Grants on role.Id equals grant.RoleId
            where names.Contains(role.Name) && (grant.Permission == permission || grant.Permission == "*")
            select new { role.Name, grant.Scope }).ToListAsync(ct);
        return [.. from grant in granted join role in held on grant.Name equals role.Name orderby grant.Scope descending, role.Name select new GrantSource(role.Name, role.Origin, grant.Scope)];
    }

    private async Task<RecordExplanation> Record(NodeRef node, string permission, Scope? scope, Caller caller, Caller asking, CancellationToken ct)
    {
        var type = schema.Model.Find(node.Type) ?? throw new RuleViolation(PlatformRules.NotFound);
        var reader = permission == type.Permission ? CallerSetting.Json(caller, null) : CallerSetting.Json(caller with { Grants = new Dictionary<string, Scope>() }, scope, permission);
        var visible = scope is not null && await As(reader, $"select exists (select from {type.Table} where id = $1)", node.Key, ct) is true;

        // What decides is read by the one who asks, who is told nothing that he could not see.
        var entity = Entity(node.Type);
        var key = node.Key;
        var secret = (Entity: entity, Key: key);
        bool? holds = null;
        while (Rows(entity)?.Of is { } of)
        {
            holds = Rows(entity)!.Owner is { } held && await Seen(entity, key, held) is Guid holder ? holds is true || holder == caller.EmployeeId : holds;
            key = await As(CallerSetting.Reader(asking), $"select {Column(entity, of)} from {Table(entity)} where id = $1", key, ct) as Guid? ?? throw new RuleViolation(PlatformRules.NotFound);
            var relation = (RelationAttribute)Attribute.GetCustomAttribute(entity.FindProperty(of)!.PropertyInfo!, typeof(RelationAttribute))!;
            entity = Entity(((NodeTypeAttribute?)Attribute.GetCustomAttribute(relation.Target, typeof(NodeTypeAttribute)))?.Name ?? NeedToKnow.TypeOf(relation.Target));
            secret = Confidential(secret.Entity) is null ? (entity, key) : secret;
        }

        var confidential = Confidential(secret.Entity);
        async Task<T?> Value<T>(IEntityType of, Guid id, string? property) => property is null ? default : (T?)await Seen(of, id, property);
        async Task<object?> Seen(IEntityType of, Guid id, string property) => await As(CallerSetting.Reader(asking), $"select {Column(of, property)} from {Table(of)} where id = $1", id, ct) is var value && value is DBNull ? null : value;
        if (await As(CallerSetting.Reader(asking), $"select exists (select from {Table(entity)} where id = $1)", key, ct) is not true)
        {
            throw new RuleViolation(PlatformRules.NotFound);
        }

        var department = await Value<Guid?>(entity, key, Rows(entity)?.Department);
        var owner = await Value<Guid?>(entity, key, Rows(entity)?.Owner);
        var level = await Value<string>(secret.Entity, secret.Key, confidential?.Level);
        if (level is "SECRET" or "CORE")
        {
            // Whose it is and whom it concerns are secrets of it.
            disclosure.Tell(NeedToKnow.TypeOf(secret.Entity.ClrType), secret.Key, level, "explainPermission");
        }

        bool? inDepartments = department is { } d ? caller.DepartmentsOf(permission).Contains(d) : null;
        bool? owns = owner is { } o ? holds is true || o == caller.EmployeeId : holds;
        foreach (var involved in key == node.Key ? Rows(entity)?.Involved ?? [] : [])
        {
            owns = await Value<Guid?>(entity, key, involved) is { } one ? owns is true || one == caller.EmployeeId : owns;
        }

        // What is known by the rows that relate to it is known to those who see it.
        var knows = level is null || (Rows(secret.Entity)?.Related == true ? visible : await Knows(secret.Entity, confidential!.Subject, secret.Key, level, caller, asking, ct));
        return new(visible, NeedToKnow.TypeOf(entity.ClrType), inDepartments, owns, level is null ? null : UpperSnake.Parse<Confidentiality>(level), caller.Clearance, knows);
    }

    /// <summary>How it stands with a field: its value may be more confidential than its record.</summary>
    private async Task<FieldExplanation> Field(NodeRef node, string name, RecordExplanation record, Caller caller, Caller asking, CancellationToken ct)
    {
        var entity = Entity(node.Type);
        var property = entity.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name && p.PropertyInfo?.IsDefined(typeof(HiddenAttribute), false) == false)
            ?? throw new RuleViolation(PlatformRules.NotFound) { Field = ["field"] };
        var confidential = (ConfidentialAttribute?)Attribute.GetCustomAttribute(property.PropertyInfo!, typeof(ConfidentialAttribute));
        var knows = record.Knows && (confidential is null || await Knows(entity, confidential.Subject, node.Key, UpperSnake.Of(confidential.Level), caller, asking, ct));
        return new(name, confidential?.Level, knows);
    }

    /// <summary>What PostgreSQL's own function says of the columns that the one who asks sees.</summary>
    private async Task<bool> Knows(IEntityType entity, string? subject, Guid key, string level, Caller caller, Caller asking, CancellationToken ct)
    {
        var condition = NeedToKnow.Condition(entity, "t", $"'{level}'", subject);
        var call = (string?)await As(
            CallerSetting.Reader(asking), $"select format('suite.knows(%L, %L, %L, %L, %L, %L)', {condition["suite.knows(".Length..^1]}) from {Table(entity)} t where id = $1", key, ct);
        return await As(CallerSetting.Json(caller, null), $"select {call} where $1 is not null", key, ct) is true;
    }

    private static IEnumerable<string> Reasons(RecordExplanation record, Scope? scope, Language language)
    {
        var reasons = new List<Text>();
        if (scope is Scope.Department or Scope.Own)
        {
            reasons.Add(record switch
            {
                { Owns: true } => new("The record belongs to the account's employee.", "记录属于该账户的员工。"),
                { Visible: true, InDepartments: not true } => new("The account's employee has something at hand that belongs to the record.", "该账户的员工手中有属于该记录的事项。"),
                { InDepartments: true } when scope == Scope.Department => new("The record belongs to a department of the account.", "记录属于该账户所在部门。"),
                _ => new("The record belongs neither to the account's employee nor, within reach, to a department of the account.", "记录既不属于该账户的员工，也不属于其权限范围内的部门。"),
            });
        }

        return reasons.Select(r => r.In(language)).Concat(Reasons(record.Level, record.Knows, record.Clearance, language));
    }

    private static IEnumerable<string> Reasons(Confidentiality? level, bool knows, Confidentiality clearance, Language language)
    {
        if (level >= Confidentiality.Secret)
        {
            var reason = knows switch
            {
                true => new Text("It is confidential, and the account may know it: it tells of its own employee, or the account is cleared, bound by an agreement and needs to know.", "记录保密，该账户可知悉：记录涉及本人，或该账户具备密级、有效保密协议和知悉必要。"),
                false when clearance < level => new Text("It is confidential, and the account lacks the clearance, or a valid confidentiality agreement for it.", "记录保密，该账户缺少相应密级或有效的保密协议。"),
                _ => new Text("It is confidential, and the account has no need to know it.", "记录保密，该账户没有知悉必要。"),
            };
            yield return reason.In(language);
        }
    }

    private IEntityType Entity(string type) => catalog.Modules.SelectMany(m => m.Contexts).Select(c => (DbContext)services.GetRequiredService(c))
        .SelectMany(c => c.Model.GetEntityTypes()).First(e => NeedToKnow.TypeOf(e.ClrType) == type);

    private static ConfidentialRowsAttribute? Confidential(IEntityType entity) => (ConfidentialRowsAttribute?)Attribute.GetCustomAttribute(entity.ClrType, typeof(ConfidentialRowsAttribute));

    private static RowsAttribute? Rows(IEntityType entity) => (RowsAttribute?)Attribute.GetCustomAttribute(entity.ClrType, typeof(RowsAttribute));

    private static string Table(IEntityType entity) => $"\"{entity.GetSchema()}\".\"{entity.GetTableName()}\"";

    private static string Column(IEntityType entity, string property) => $"\"{entity.FindProperty(property)!.GetColumnName()}\"";

    private async Task<object?> As(string setting, string sql, Guid key, CancellationToken ct)
    {
        await using var connection = await sources.Read.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                CallerCommand.Of(setting),
                new(sql) { Parameters = { new() { Value = key } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? reader.GetValue(0) : null;
    }
}
