using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Leaves;

/// <summary>What tells an employee that leave ahead takes more or less than before.</summary>
/// <param name="Type">The name of the type of leave.</param>
/// <param name="From">From when the leave is.</param>
/// <param name="Until">Until when.</param>
/// <param name="Unit">What is counted: DAY or HOUR.</param>
/// <param name="Before">What it took.</param>
/// <param name="After">What it takes now.</param>
/// <param name="Uncovered">How much of it the balance does not cover.</param>
internal sealed record RatedAnew(string Type, DateTimeOffset From, DateTimeOffset Until, string Unit, decimal Before, decimal After, decimal Uncovered) : IMessageData<RatedAnew>
{
    public static string Template => "organization.leave-rerated";

    public static RatedAnew Sample { get; } = new(
        "Annual leave", new(2026, 8, 17, 1, 0, 0, TimeSpan.Zero), new(2026, 8, 21, 9, 0, 0, TimeSpan.Zero), "DAY", 5, 4, 0);
}

/// <summary>Tells employees whose leave ahead was counted anew.</summary>
internal sealed class TellRerated(OrganizationDbContext db, IColleagues colleagues) : IHandle<LeaveRerated>
{
    public async Task Handle(LeaveRerated happened, CancellationToken ct)
    {
        var request = (await db.LeaveRequests.FindAsync([happened.RequestId], ct))!;
        var type = await db.LeaveTypes.AsNoTracking().FirstAsync(t => t.Id == request.LeaveTypeId, ct);
        await colleagues.Tell(
            happened.EmployeeId,
            new RatedAnew(type.Name, request.From, request.Until, type.Unit == LeaveUnit.Hour ? "HOUR" : "DAY", Plain(happened.Before), Plain(happened.After), Plain(happened.Uncovered)),
            // It may change more than once, and each time is told.
            new($"{RatedAnew.Template}:{request.Id}:{Guid.NewGuid()}") { AboutId = request.Id }, ct);
    }

    /// <summary>Without zeros at its end.</summary>
    private static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;
}
