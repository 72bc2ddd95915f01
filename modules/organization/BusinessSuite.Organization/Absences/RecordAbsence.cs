using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Leaves;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Absences;

internal static class RecordAbsenceOperation
{
    /// <summary>Records that an employee is away, and who stands in: what is at hand goes to the deputy meanwhile. Leave is requested instead: requestLeave.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="from">From when.</param>
    /// <param name="until">Until when.</param>
    /// <param name="deputy">Who stands in.</param>
    [Mutation, Requires(Permissions.RecordAbsences)]
    public static Absence RecordAbsence(Employee employee, AbsenceKind kind, DateTimeOffset from, DateTimeOffset until, TimeProvider clock, Employee? deputy = null)
    {
        Period.Check(from, until);
        if (kind == AbsenceKind.Leave)
        {
            throw new RuleViolation(LeaveRules.ByRequest) { Field = ["kind"] };
        }

        if (employee.Id == deputy?.Id)
        {
            throw new RuleViolation(OrganizationRules.OwnDeputy) { Field = ["deputyId"] };
        }

        var now = clock.GetUtcNow();
        var absence = new Absence { EmployeeId = employee.Id, Kind = kind, From = from, Until = until, DeputyId = deputy?.Id, RecordedAt = now };
        absence.Begin(now);
        return absence;
    }
}
