using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

/// <summary>Whether an account may do something, and why.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Scope">How far the permission reaches; null without it.</param>
/// <param name="Grants">Where the permission comes from.</param>
/// <param name="Record">How it stands with the record; null when none was asked for.</param>
/// <param name="Reasons">What decided, in words.</param>
internal sealed record PermissionExplanation(bool Allowed, Scope? Scope, IReadOnlyList<GrantSource> Grants, RecordExplanation? Record, IReadOnlyList<string> Reasons);

/// <summary>A grant of the permission.</summary>
/// <param name="Role">The role that grants it.</param>
/// <param name="Origin">Where the role comes from: the account itself, or a post.</param>
/// <param name="Scope">How far it reaches.</param>
internal sealed record GrantSource(string Role, string Origin, Scope Scope);

/// <summary>How an account stands to a record.</summary>
/// <param name="Visible">Whether the account sees it with the permission.</param>
/// <param name="DecidedBy">The type of the record that decides: its own, or that of the record it belongs to.</param>
/// <param name="InDepartments">Whether it belongs to a department of the account; null when it belongs to none.</param>
/// <param name="Owns">Whether it belongs to the account's employee; null when it belongs to nobody.</param>
/// <param name="Level">How confidential it is; null when its rows are not.</param>
/// <param name="Clearance">How far the account is cleared, as far as an agreement is valid.</param>
/// <param name="Knows">Whether the account may know the record, as far as confidentiality goes.</param>
/// <param name="Field">How it stands with the field of the record; null when none was asked for.</param>
internal sealed record RecordExplanation(
    bool Visible, string DecidedBy, bool? InDepartments, bool? Owns, Confidentiality? Level, Confidentiality Clearance, bool Knows, FieldExplanation? Field = null);

/// <summary>How an account stands to a field of a record.</summary>
/// <param name="Name">The field.</param>
/// <param name="Level">How confidential its value is; null when it is no more so than its record.</param>
/// <param name="Knows">Whether the account may know the value, as far as confidentiality goes.</param>
internal sealed record FieldExplanation(string Name, Confidentiality? Level, bool Knows);

internal static class ExplainPermissionQuery
{
    /// <summary>Why an account may or may not do something, in general, with a record or with one of its fields: roles and posts, how far they reach, department and owner, clearance and need to know.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="permission">The permission, of an installed module.</param>
    /// <param name="recordId">The record, which the caller must see himself.</param>
    /// <param name="field">The field of the record, as the schema names it.</param>
    [Query, Requires(SuitePermissions.ExplainPermissions)]
    public static Task<PermissionExplanation> ExplainPermission(
        Id<Account> accountId, string permission, PermissionExplainer explainer, Caller caller, CancellationToken ct, NodeRef? recordId = null, string? field = null) =>
        explainer.Explain(accountId, permission, recordId, field, caller, ct);
}
