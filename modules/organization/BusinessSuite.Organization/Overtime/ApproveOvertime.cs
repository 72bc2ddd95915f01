using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Overtime;

internal static class ApproveOvertimeOperation
{
    /// <summary>Approves overtime before it begins. Where rest makes good for it, the rest for what is worked of it is given when the month is closed.</summary>
    [Mutation, Requires(Permissions.ApproveOvertime)]
    public static async Task<OvertimeRequest> ApproveOvertime(
        OvertimeRequest overtimeRequest, OrganizationDbContext db, RestForWork rest, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        overtimeRequest.Approve(await db.Decider(caller, Permissions.ApproveOvertime, overtimeRequest.EmployeeId, OvertimeRules.Own, ct), clock.GetUtcNow());
        if (overtimeRequest.Compensation == OvertimeCompensation.Rest)
        {
            // Whoever is promised rest will get it: there is a type of leave to give it as.
            await rest.RuleOn(overtimeRequest.Day, ct);
        }

        return overtimeRequest;
    }
}
