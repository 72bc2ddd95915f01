using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

internal static class SaveMessageTemplateOperation
{
    /// <summary>Writes the next version of a template in one language, and puts it into force. What is broken, or asks for what the template does not know, is refused.</summary>
    /// <param name="code">The code of the template.</param>
    /// <param name="language">The language.</param>
    /// <param name="subject">The subject, in the Liquid language.</param>
    /// <param name="body">The text, in the Liquid language.</param>
    /// <param name="short">The text for channels that say little; they say the body unless it is given.</param>
    [Mutation, Requires(SuitePermissions.AdministerMessages)]
    public static Task<MessageTemplate> SaveMessageTemplate(
        string code, Language language, string subject, string body, TemplateVersions versions, Caller caller, CancellationToken ct, string? @short = null) =>
        versions.Write(code, language, new(subject, @short, body), caller.UserId, ct);
}
