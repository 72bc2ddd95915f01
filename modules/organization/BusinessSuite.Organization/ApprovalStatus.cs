using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

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

/// <summary>Who decides about a request.</summary>
/// <param name="EmployeeId">Who.</param>
/// <param name="OnBehalfOfId">In whose place he stands; null in his own right.</param>
internal readonly record struct Decider(Guid EmployeeId, Guid? OnBehalfOfId);

/// <summary>The rules of requests that someone else decides.</summary>
internal static class ApprovalRules
{
    public static readonly Rule NoEmployee = new("DECIDER_UNKNOWN", new("Requests are decided by employees; this account belongs to none.", "审批须由员工作出，该账户不属于任何员工。"));

    public static readonly Rule NoReason = new("REASON_MISSING", new("A refusal says why.", "不予批准须说明理由。"));

    public static readonly Rule Away = new("DECIDER_AWAY", new("Who is on approved leave does not decide: the deputy does, until the leave ends or is cancelled.", "批准休假期间本人不审批，由代理人审批，直至休假结束或取消。"), Constraint: "tr_approvals_away");

    public static readonly Rule NoDeputy = new("DECIDER_NO_DEPUTY", new("The one in whose place it was decided is not on leave with this deputy.", "被代理人此时并未由该代理人代理。"), Constraint: "tr_approvals_deputy");

    /// <summary>Who decides, and in whose place: neither the requester, nor his deputy by what is the requester's. PostgreSQL sees to it that the one on leave does not.</summary>
    public static async Task<Decider> Decider(this OrganizationDbContext db, Caller caller, string permission, Guid requester, Rule own, CancellationToken ct)
    {
        var decider = caller.EmployeeId ?? throw new RuleViolation(NoEmployee);
        var department = await db.Employees.Where(e => e.Id == requester).Select(e => e.DepartmentId).FirstOrDefaultAsync(ct);
        // Of several in whose place he stands, another one will do.
        var actsFor = (caller with { Deputizes = [.. caller.Deputizes.Where(d => d.EmployeeId != requester)] }).ActsFor(permission, department);
        return decider == requester || (actsFor is null && caller.ActsFor(permission, department) == requester) ? throw new RuleViolation(own) : new(decider, actsFor);
    }

    /// <summary>The reason of a refusal.</summary>
    public static string Why(string reason) => NoReason.Given(reason, "reason");
}
