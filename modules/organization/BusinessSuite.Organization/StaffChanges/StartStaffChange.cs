using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.StaffChanges;

internal static class StartStaffChangeOperation
{
    /// <summary>Begins an employee's joining, moving or leaving with the checklist for it. Who is in service moves; who is not, or left before, joins.</summary>
    /// <param name="kind">What happens.</param>
    /// <param name="effectiveOn">The first day of the new; of who leaves, the first day after.</param>
    /// <param name="post">The post that he joins or moves to.</param>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static async Task<StaffChange> StartStaffChange(
        Employee employee, StaffChangeKind kind, DateOnly effectiveOn, OrganizationDbContext db, TimeProvider clock, CancellationToken ct, Post? post = null)
    {
        if (post is null != (kind == StaffChangeKind.Leaving))
        {
            throw new RuleViolation(StaffChangeRules.PostNeeded) { Field = ["postId"] };
        }

        if (kind == StaffChangeKind.Moving && employee.LeftOn is not null)
        {
            throw new RuleViolation(OrganizationRules.Left) { Field = ["employeeId"] };
        }

        await db.RequireKind(kind, employee.Id, effectiveOn, ct);
        var posts = post is not null
            ? [post.Id]
            : await db.PostHoldings.Where(h => h.EmployeeId == employee.Id && (h.ValidUntil == null || h.ValidUntil > effectiveOn)).Select(h => h.PostId).ToListAsync(ct);
        var staffChange = new StaffChange { EmployeeId = employee.Id, Kind = kind, EffectiveOn = effectiveOn, PostId = post?.Id };
        db.Add(staffChange);
        var steps = await db.ChecklistSteps.Where(s => s.Kind == kind && s.RetiredAt == null && (s.PostId == null || posts.Contains(s.PostId.Value))).OrderBy(s => s.Id).ToListAsync(ct);
        db.AddRange(steps.Select(s => new StaffChangeItem { StaffChangeId = staffChange.Id, Title = s.Title }));
        return staffChange;
    }
}
