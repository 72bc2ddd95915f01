using BusinessSuite.Sdk;

namespace BusinessSuite.Organization;

/// <summary>Where a request stands that someone else decides.</summary>
public enum ApprovalStatus
{
    /// <summary>Asked for; nobody has decided yet.</summary>
    Requested,

    /// <summary>Approved.</summary>
    Approved,

    /// <summary>Refused.</summary>
    Refused,

    /// <summary>Taken back before the decision.</summary>
    Withdrawn,

    /// <summary>Cancelled after the approval.</summary>
    Cancelled,
}

/// <summary>The rules of requests that someone else decides.</summary>
internal static class ApprovalRules
{
    public static readonly Rule NoEmployee = new("DECIDER_UNKNOWN", new("Requests are decided by employees; this account belongs to none.", "审批须由员工作出，该账户不属于任何员工。"));

    public static readonly Rule NoReason = new("REASON_MISSING", new("A refusal says why.", "不予批准须说明理由。"));

    /// <summary>The employee who decides.</summary>
    public static Guid Decider(Caller caller, Guid requester, Rule own) => caller.EmployeeId is not { } decider
        ? throw new RuleViolation(NoEmployee)
        : decider == requester ? throw new RuleViolation(own) : decider;

    /// <summary>The reason of a refusal.</summary>
    public static string Why(string reason) => string.IsNullOrWhiteSpace(reason) ? throw new RuleViolation(NoReason) { Field = ["reason"] } : reason.Trim();
}
