using System.Reflection;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BusinessSuite.Host.Messages;

/// <summary>A template of a module.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Sample">An example of its data.</param>
/// <param name="Shipped">The texts that came with the module.</param>
internal sealed record ShippedTemplate(string Code, object Sample, IReadOnlyDictionary<Language, MessageText> Shipped);

/// <summary>The templates of all modules. At the start their texts are put where administrators see and change them.</summary>
internal sealed class MessageTemplates(ModuleCatalog catalog, TimeProvider clock) : IDatabaseSeed
{
    private readonly Lazy<IReadOnlyDictionary<string, ShippedTemplate>> _all = new(() => Find(catalog).ToDictionary(t => t.Code));

    /// <summary>All templates, by their codes.</summary>
    /// <exception cref="ModuleRefusedException">One of them cannot be used.</exception>
    public IReadOnlyDictionary<string, ShippedTemplate> All => _all.Value;

    /// <summary>A template by its code.</summary>
    /// <exception cref="RuleViolation">No installed module has it.</exception>
    public ShippedTemplate Get(string code) => All.GetValueOrDefault(code) ?? throw new RuleViolation(MessageRules.UnknownTemplate, code) { Field = ["code"] };

    /// <summary>The version in force.</summary>
    public static Task<MessageTemplate> InForce(SuiteDbContext db, string code, Language language, CancellationToken ct) =>
        db.MessageTemplates.Where(t => t.Code == code && t.Language == language).OrderByDescending(t => t.Number).FirstAsync(ct);

    /// <summary>Adds what a new version of a module ships, unless an administrator's own text is in force.</summary>
    public async Task Seed(NpgsqlConnection owner, CancellationToken ct)
    {
        var shipped = (from template in All.Values from text in template.Shipped select (template.Code, Language: text.Key, Text: text.Value)).ToList();
        await using var add = new NpgsqlCommand(
            """
            insert into suite.message_templates (id, code, language, number, origin, subject, short, body, at, version)
            select s.id, s.code, s.language, coalesce(t.number, 0) + 1, $7, s.subject, s.short, s.body, $8, 1
            from unnest($1, $2, $3, $4, $5, $6) s (id, code, language, subject, short, body)
            left join lateral (select * from suite.message_templates t where t.code = s.code and t.language = s.language order by t.number desc limit 1) t on true
            where t.id is null or (t.origin = $7 and (t.subject, t.short, t.body) is distinct from (s.subject, s.short, s.body))
            """,
            owner)
        {
            Parameters =
            {
                new() { Value = shipped.Select(_ => TimeOrderedId.Next()).ToArray() },
                new() { Value = shipped.Select(s => s.Code).ToArray() },
                new() { Value = shipped.Select(s => UpperSnake.Of(s.Language)).ToArray() },
                new() { Value = shipped.Select(s => s.Text.Subject).ToArray() },
                new() { Value = shipped.Select(s => s.Text.Short).ToArray() },
                new() { Value = shipped.Select(s => s.Text.Body).ToArray() },
                new() { Value = UpperSnake.Of(TemplateOrigin.Shipped) },
                new() { Value = clock.GetUtcNow() },
            },
        };
        await add.ExecuteNonQueryAsync(ct);
    }

    private static IEnumerable<ShippedTemplate> Find(ModuleCatalog catalog) =>
        from module in catalog.Modules
        from type in module.Types
        where type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IMessageData<>))
        select (ShippedTemplate)typeof(MessageTemplates).GetMethod(nameof(Load), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [module], null)!;

    private static ShippedTemplate Load<T>(LoadedModule module) where T : IMessageData<T>
    {
        if (Envelopes.Fault(typeof(T)) is { } member)
        {
            throw new ModuleRefusedException($"Module {module.Name}: the template {T.Template} cannot keep {member} secret; what is secret is a text with a setter.");
        }

        var shipped = new Dictionary<Language, MessageText>
        {
            [Language.En] = Text(module, $"{T.Template}.en.liquid"),
            [Language.Zh] = Text(module, $"{T.Template}.zh-CN.liquid"),
        };
        foreach (var (language, text) in shipped)
        {
            if (Liquid.Fault(text, T.Sample, language) is { } fault)
            {
                throw new ModuleRefusedException($"Module {module.Name}: the template {T.Template} cannot be used: {fault}");
            }
        }

        return new(T.Template, T.Sample, shipped);
    }

    private static MessageText Text(LoadedModule module, string resource)
    {
        using var stream = module.Assembly.GetManifestResourceStream(resource)
            ?? throw new ModuleRefusedException($"Module {module.Name} embeds no {resource}.");
        using var reader = new StreamReader(stream);
        return MessageText.Parse(reader.ReadToEnd());
    }
}
