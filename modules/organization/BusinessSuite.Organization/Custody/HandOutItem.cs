using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Custody;

internal static class HandOutItemOperation
{
    /// <summary>Entrusts something to an employee.</summary>
    /// <param name="kind">What kind of thing it is.</param>
    /// <param name="description">What it is.</param>
    /// <param name="amount">How much, above zero; for cash and loans, and for them only.</param>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static CustodyItem HandOutItem(Employee employee, CustodyKind kind, string description, TimeProvider clock, Money? amount = null) =>
        (kind == CustodyKind.Asset) == amount is null && amount is null or { Amount: > 0 }
            ? new() { EmployeeId = employee.Id, Kind = kind, Description = description, Amount = amount, HandedOutAt = clock.GetUtcNow() }
            : throw new RuleViolation(PlatformRules.Invalid, "Cash and loans have an amount above zero, things have none.") { Field = ["amount"] };
}
