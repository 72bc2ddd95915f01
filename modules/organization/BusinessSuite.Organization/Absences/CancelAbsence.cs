using BusinessSuite.Organization.Leaves;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Absences;

internal static class CancelAbsenceOperation
{
    /// <summary>Cancels an absence. One that follows from approved leave ends with that: cancelLeave.</summary>
    [Mutation, Requires(Permissions.RecordAbsences)]
    public static Absence CancelAbsence(Absence absence, TimeProvider clock)
    {
        if (absence.LeaveRequestId is not null)
        {
            throw new RuleViolation(LeaveRules.FromRequest);
        }

        absence.Cancel(clock.GetUtcNow());
        return absence;
    }
}
