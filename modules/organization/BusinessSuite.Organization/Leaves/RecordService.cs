using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

internal static class RecordServiceOperation
{
    /// <summary>Records for whom an employee worked, here or elsewhere, with what shows it. Leave by cumulated service counts all of it.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="document">The document that shows it.</param>
    /// <param name="until">The first day on which it did not hold any more; none while it holds.</param>
    /// <param name="employer">The former employer; none for this company.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static ServicePeriod RecordService(Employee employee, DateOnly from, string document, DateOnly? until = null, string? employer = null)
    {
        Period.Check(from, until);
        return employer is not null && until is null
            ? throw new RuleViolation(PlatformRules.Invalid, "Service at a former employer has an end.") { Field = ["until"] }
            : new() { EmployeeId = employee.Id, Employer = employer, From = from, Until = until, Document = document };
    }
}
