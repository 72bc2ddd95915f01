using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Messages;

internal static class RestoreMessageTemplateOperation
{
    /// <summary>Puts the text that came with the module into force again, as the next version.</summary>
    /// <param name="code">The code of the template.</param>
    /// <param name="language">The language.</param>
    [Mutation, Requires(SuitePermissions.AdministerMessages)]
    public static Task<MessageTemplate> RestoreMessageTemplate(string code, Language language, TemplateVersions versions, Caller caller, CancellationToken ct) =>
        versions.Restore(code, language, caller.UserId, ct);
}
