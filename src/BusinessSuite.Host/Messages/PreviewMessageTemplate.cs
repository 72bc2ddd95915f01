using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

/// <summary>How a template's texts read.</summary>
/// <param name="Subject">The subject; null when the template is broken.</param>
/// <param name="Short">The text for channels that say little; null when they say the body.</param>
/// <param name="Body">The text; null when the template is broken.</param>
/// <param name="Fault">Why it cannot be used; null when it can.</param>
internal sealed record MessagePreview(string? Subject, string? Short, string? Body, string? Fault);

internal static class PreviewMessageTemplateQuery
{
    /// <summary>How a template would read with example data, without keeping it.</summary>
    /// <param name="code">The code of the template.</param>
    /// <param name="language">The language.</param>
    /// <param name="subject">The subject, in the Liquid language.</param>
    /// <param name="body">The text, in the Liquid language.</param>
    /// <param name="short">The text for channels that say little.</param>
    [Query, Requires(SuitePermissions.AdministerMessages)]
    public static MessagePreview PreviewMessageTemplate(
        string code, Language language, string subject, string body, TemplateVersions versions, Caller caller, string? @short = null)
    {
        try
        {
            var text = versions.Preview(code, language, new(subject, @short, body));
            return new(text.Subject, text.Short, text.Body, null);
        }
        catch (RuleViolation e)
        {
            return new(null, null, null, e.Localized(caller.Language));
        }
    }
}
