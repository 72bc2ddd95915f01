using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Absences;

internal static class CancelAbsenceOperation
{
    /// <summary>Cancels an absence.</summary>
    [Mutation, Requires(Permissions.RecordAbsences)]
    public static Absence CancelAbsence(Absence absence, TimeProvider clock)
    {
        absence.CancelledAt = absence.CancelledAt is null ? clock.GetUtcNow() : throw new RuleViolation(OrganizationRules.AlreadyEnded);
        return absence;
    }
}
