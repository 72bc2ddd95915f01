using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

internal static class DiscloseRecordOperation
{
    /// <summary>States that an account needs to know a confidential record, or all records of a type. Nobody does so for himself; clearance and agreement are needed beside it.</summary>
    /// <param name="reason">What for.</param>
    /// <param name="recordId">The record; left out for all of a type.</param>
    /// <param name="recordType">The GraphQL type, for all records of it.</param>
    /// <param name="validUntil">Until when; without an end unless given.</param>
    [Mutation, Requires(SuitePermissions.Disclose)]
    public static RecordDisclosure DiscloseRecord(
        Account account, string reason, ConfidentialTypes types, Caller caller, TimeProvider clock, NodeRef? recordId = null, string? recordType = null, DateTimeOffset? validUntil = null)
    {
        var now = clock.GetUtcNow();
        if (account.Id == caller.UserId)
        {
            throw new RuleViolation(AccountRules.OwnDisclosure) { Field = ["accountId"] };
        }

        if (recordId is null == recordType is null || string.IsNullOrWhiteSpace(reason) || validUntil <= now)
        {
            throw new RuleViolation(PlatformRules.Invalid, "A disclosure has a reason, a record or a type of records, and an end, if any, that lies ahead.");
        }

        var type = recordId?.Type ?? recordType!;
        return types.Has(type)
            ? new() { AccountId = account.Id, RecordType = type, RecordId = recordId?.Key, Reason = reason, GrantedAt = now, ValidUntil = validUntil }
            : throw new RuleViolation(AccountRules.NotConfidential) { Field = [recordId is null ? "recordType" : "recordId"] };
    }
}
