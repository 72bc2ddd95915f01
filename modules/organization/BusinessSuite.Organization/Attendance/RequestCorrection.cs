using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

internal static class RequestCorrectionOperation
{
    /// <summary>Says what clock events do not: that one is missing, or that the work was elsewhere. The field effect shows what it would change.</summary>
    /// <param name="day">The day on which the shift starts.</param>
    /// <param name="kind">Why.</param>
    /// <param name="reason">What happened.</param>
    /// <param name="arrivedAt">When the employee came.</param>
    /// <param name="leftAt">When the employee went.</param>
    /// <param name="evidence">What shows it: a document, a link, the name of a witness. Nothing is corrected without.</param>
    [Mutation, Requires(Permissions.RequestCorrections)]
    public static async Task<AttendanceCorrection> RequestCorrection(
        Employee employee, DateOnly day, CorrectionKind kind, string reason, AttendanceBook book, TimeProvider clock, CancellationToken ct,
        DateTimeOffset? arrivedAt = null, DateTimeOffset? leftAt = null, string? evidence = null)
    {
        var window = await book.WindowOf(employee.Id, day, ct);
        if (arrivedAt < window.From || arrivedAt >= window.Until || leftAt < window.From || leftAt >= window.Until)
        {
            throw new RuleViolation(AttendanceRules.Elsewhere) { Field = [arrivedAt < window.From || arrivedAt >= window.Until ? "arrivedAt" : "leftAt"] };
        }

        return new()
        {
            EmployeeId = employee.Id,
            Day = day,
            Kind = kind,
            ArrivedAt = arrivedAt,
            LeftAt = leftAt,
            Reason = reason,
            Evidence = string.IsNullOrWhiteSpace(evidence) ? null : evidence,
            RequestedAt = clock.GetUtcNow(),
        };
    }
}
