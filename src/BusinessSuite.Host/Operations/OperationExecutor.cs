using System.Buffers;
using System.Reflection;
using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Audit;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Http;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Host.Operations;

/// <summary>
/// Runs operations, all alike: permission, one transaction, idempotency key, entities locked, the method itself, events and
/// handlers, audit, payload, commit. The payload is rendered before the commit and kept with the key, so that a repeated
/// request gets the same bytes; of one that told or withheld secrets the result is kept, and who may know them is judged anew.
/// </summary>
internal sealed class OperationExecutor(UnitOfWork work, Conflicts conflicts, TimeProvider clock)
{
    private const int MaxKeyLength = 128;

    /// <summary>Runs one operation.</summary>
    /// <exception cref="ForbiddenException">The caller lacks the permission.</exception>
    public async Task<OperationOutcome> Execute(OperationCall call, CancellationToken ct)
    {
        if (call.Operation.Reach(call.Caller) is not { } reach)
        {
            await Note(call, AuditOutcome.Denied, call.Operation.Permission!, ct);
            throw new ForbiddenException(call.Operation.Permission!);
        }

        try
        {
            Require(call);
            return (await work.Run(Order(call, reach), scope => Run(call, reach, scope, ct), ct))!;
        }
        catch (Exception e) when (conflicts.Of(e) is { } violation)
        {
            await Note(call, AuditOutcome.Rejected, violation.Rule.Code, ct);
            return new(null, [violation]);
        }
    }

    private static void Require(OperationCall call)
    {
        if (call.IdempotencyKey is { } key && (key.Length is 0 or > MaxKeyLength))
        {
            throw new RuleViolation(PlatformRules.Invalid, $"An idempotency key has 1 to {MaxKeyLength} characters.") { Field = ["idempotencyKey"] };
        }
    }

    private async Task<OperationOutcome?> Run(OperationCall call, Scope reach, WorkScope scope, CancellationToken ct)
    {
        if (call.IdempotencyKey is not null && await Repeated(call, scope, ct) is { } earlier)
        {
            return earlier;
        }

        scope.Services.GetRequiredService<Origin>().Address = call.Address;
        var arguments = await Arguments(call, reach, scope, ct);
        var result = await new FunctionInvoker(call.Operation.Method, call.Operation.Module.Name).Call(p => arguments[p.Position]);
        Track(result, call, scope);
        await scope.Finish(ct);
        var payload = new ArrayBufferWriter<byte>();
        var again = await call.Render(result, scope.Connection, payload, ct);
        if (call.IdempotencyKey is not null)
        {
            await (again ? Keep(call, "payload", payload.WrittenMemory, scope, ct) : Keep(call, "result", KeptResult.Write(result, call.Operation.ResultType), scope, ct));
        }

        return new(payload.WrittenMemory, []);
    }

    /// <summary>Claims the key. Whoever comes second waits here for the first to commit, and then answers what it answered.</summary>
    private async Task<OperationOutcome?> Repeated(OperationCall call, WorkScope scope, CancellationToken ct)
    {
        await using var claim = new NpgsqlCommand(
            "insert into suite.idempotency (user_id, key, fingerprint, at) values ($1, $2, $3, $4) on conflict do nothing", scope.Connection);
        claim.Parameters.Add(new() { Value = KeyHolder(call) });
        claim.Parameters.Add(new() { Value = call.IdempotencyKey! });
        claim.Parameters.Add(new() { Value = call.Fingerprint });
        claim.Parameters.Add(new() { Value = clock.GetUtcNow() });
        try
        {
            if (await claim.ExecuteNonQueryAsync(ct) == 1)
            {
                return null;
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new RuleViolation(Conflicts.InProgress);
        }

        await using var first = new NpgsqlCommand("select fingerprint, payload, result from suite.idempotency where user_id = $1 and key = $2", scope.Connection);
        first.Parameters.Add(new() { Value = KeyHolder(call) });
        first.Parameters.Add(new() { Value = call.IdempotencyKey! });
        string result;
        await using (var row = await first.ExecuteReaderAsync(ct))
        {
            if (!await row.ReadAsync(ct) || !row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(call.Fingerprint))
            {
                throw new RuleViolation(Conflicts.Mismatch) { Field = ["idempotencyKey"] };
            }

            if (!row.IsDBNull(1))
            {
                return new(row.GetFieldValue<byte[]>(1), [], Replayed: true);
            }

            result = row.GetString(2);
        }

        var payload = new ArrayBufferWriter<byte>();
        await call.Render(KeptResult.Read(result, call.Operation.ResultType), scope.Connection, payload, ct);
        return new(payload.WrittenMemory, [], Replayed: true);
    }

    /// <summary>Whose keys they are: the account's, or the network's from which nobody signed in.</summary>
    private static Guid KeyHolder(OperationCall call) => call.Caller.UserId ?? Network.Of(call.Address);

    private static async Task Keep(OperationCall call, string column, object value, WorkScope scope, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"update suite.idempotency set {column} = $3 where user_id = $1 and key = $2", scope.Connection);
        command.Parameters.Add(new() { Value = KeyHolder(call) });
        command.Parameters.Add(new() { Value = call.IdempotencyKey! });
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<object?[]> Arguments(OperationCall call, Scope reach, WorkScope scope, CancellationToken ct)
    {
        var context = new FunctionContext(scope.Services, call.Caller);
        var values = new object?[call.Operation.Parameters.Count];
        var expected = call.ExpectedVersion;
        foreach (var parameter in call.Operation.Parameters)
        {
            values[parameter.Info.Position] = parameter.Source switch
            {
                ParameterSource.Service => context.Service(parameter.Info, ct),
                ParameterSource.Input => call.Inputs.TryGetValue(parameter.InputName, out var input) ? input : InputTypes.DefaultOf(parameter.Info),
                _ => null,
            };
        }

        var entities = call.Operation.Parameters.Where(p => p.Source == ParameterSource.Entity && call.Inputs.GetValueOrDefault(p.InputName) is not null).ToList();
        if (entities.Count > 0 && reach != Scope.All)
        {
            // The rows that the client names must be within the reach of this very permission.
            await scope.Become(CallerSetting.Json(call.Caller with { Grants = new Dictionary<string, Scope>() }, reach, call.Operation.Permission), ct);
        }

        foreach (var parameter in entities)
        {
            var entity = await Load(parameter, (Guid)call.Inputs[parameter.InputName]!, call, scope, ct);
            if (expected is { } version && entity.Version != version)
            {
                throw new RuleViolation(PlatformRules.Stale, entity.Version) { Field = ["expectedVersion"], CurrentVersion = entity.Version };
            }

            // The expected version is that of the first entity.
            expected = null;
            values[parameter.Info.Position] = entity;
        }

        if (entities.Count > 0 && reach != Scope.All)
        {
            await scope.Become(CallerSetting.Json(call.Caller, reach, call.Operation.Permission), ct);
        }

        return values;
    }

    private static async Task<Entity> Load(OperationParameter parameter, Guid id, OperationCall call, WorkScope scope, CancellationToken ct)
    {
        var type = parameter.Info.ParameterType;
        var load = typeof(OperationExecutor).GetMethod(nameof(Lock), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type);
        var found = await (Task<Entity?>)load.Invoke(null, [Context(type, call, scope), id, ct])!;
        return found ?? throw new RuleViolation(PlatformRules.NotFound) { Field = [parameter.InputName] };
    }

    private static async Task<Entity?> Lock<T>(DbContext context, Guid id, CancellationToken ct) where T : Entity => await context.Set<T>().LockedOrNull(id, ct);

    private static DbContext Context(Type entity, OperationCall call, WorkScope scope) =>
        call.Operation.Module.Contexts.Select(c => (DbContext)scope.Services.GetRequiredService(c)).First(c => c.Model.FindEntityType(entity) is not null);

    private static void Track(object? result, OperationCall call, WorkScope scope)
    {
        if (result is Entity entity)
        {
            var context = Context(entity.GetType(), call, scope);
            if (context.Entry(entity).State == EntityState.Detached)
            {
                context.Add(entity);
            }
        }
    }

    private async Task Note(OperationCall call, AuditOutcome outcome, string reason, CancellationToken ct)
    {
        var system = new Caller { IsSystem = true, UserId = call.Caller.UserId };
        await work.Run(
            new WorkOrder(call.Operation.Name, call.Operation.Module.Name, system, Scope.All),
            async scope =>
            {
                var suite = scope.Services.GetRequiredService<SuiteDbContext>();
                suite.Add(AuditTrail.Entry(
                    call.Operation.Name, call.Operation.Module.Name, call.Operation.Historical, call.Caller, clock.GetUtcNow(), outcome, reason, Shown(call)));
                await suite.SaveChangesAsync(ct);
                return scope;
            },
            ct);
    }

    private static WorkOrder Order(OperationCall call, Scope reach) =>
        new(call.Operation.Name, call.Operation.Module.Name, call.Caller, reach, call.Operation.Historical, Shown(call), call.Operation.Permission);

    private static string Shown(OperationCall call) => AuditTrail.Shown(
        from parameter in call.Operation.Parameters
        where parameter.Source != ParameterSource.Service && call.Inputs.ContainsKey(parameter.InputName)
        select (parameter.InputName, call.Inputs[parameter.InputName], parameter.Info.IsDefined(typeof(SecretAttribute))));
}
