using BusinessSuite.Host.Data;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>Puts versions of templates into force. What cannot be used with the template's sample is refused.</summary>
[Provides]
internal sealed class TemplateVersions(MessageTemplates templates, SuiteDbContext db, ILocks locks, TimeProvider clock)
{
    /// <summary>What the texts become with the template's sample.</summary>
    /// <exception cref="RuleViolation">There is no such template, or the texts are broken.</exception>
    public MessageText Preview(string code, Language language, MessageText text)
    {
        var sample = templates.Get(code).Sample;
        foreach (var (value, field) in new[] { (text.Subject, "subject"), (text.Body, "body") })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new RuleViolation(MessageRules.Empty) { Field = [field] };
            }
        }

        return Liquid.Fault(text, sample, language) is { } fault
            ? throw new RuleViolation(MessageRules.Broken, fault)
            : Liquid.Write(text, sample, language, TimeZoneInfo.Utc);
    }

    /// <summary>Puts texts of an administrator's into force.</summary>
    /// <exception cref="RuleViolation">There is no such template, or the texts are broken.</exception>
    public Task<MessageTemplate> Write(string code, Language language, MessageText text, Guid? account, CancellationToken ct)
    {
        Preview(code, language, text);
        return Add(code, language, TemplateOrigin.Written, text, account, ct);
    }

    /// <summary>Puts the texts that came with the module into force again.</summary>
    /// <exception cref="RuleViolation">There is no such template.</exception>
    public Task<MessageTemplate> Restore(string code, Language language, Guid? account, CancellationToken ct) =>
        Add(code, language, TemplateOrigin.Shipped, templates.Get(code).Shipped[language], account, ct);

    private async Task<MessageTemplate> Add(string code, Language language, TemplateOrigin origin, MessageText text, Guid? account, CancellationToken ct)
    {
        await locks.Take($"message template {code} {language}", ct);
        var before = await MessageTemplates.InForce(db, code, language, ct);
        return new()
        {
            Code = code,
            Language = language,
            Number = before.Number + 1,
            Origin = origin,
            Subject = text.Subject,
            Short = text.Short,
            Body = text.Body,
            At = clock.GetUtcNow(),
            AccountId = account,
        };
    }
}
