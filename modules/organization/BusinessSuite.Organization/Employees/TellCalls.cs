using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

/// <summary>What tells an employee that somebody is to be called.</summary>
/// <param name="PhoneNumber">The number to call.</param>
/// <param name="Since">Since when.</param>
/// <param name="Again">Whether it was told before.</param>
internal sealed record CallWaiting(string PhoneNumber, DateTimeOffset Since, bool Again) : IMessageData<CallWaiting>
{
    public static string Template => "organization.call-waiting";

    public static CallWaiting Sample { get; } = new("13800000000", new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero), true);
}

/// <summary>
/// Tells of phone tasks: the employee who answers for the message, or else the head of its department, or whoever is there in his place. Once as
/// the task comes, and again on each working day on which it is still open.
/// </summary>
internal sealed class TellCalls(WorkCalendars calendars, ISuperiors superiors, IColleagues colleagues) : IHandle<CallDue>
{
    public async Task Handle(CallDue happened, CancellationToken ct)
    {
        var day = await calendars.Day(happened.At, ct);
        var isAgain = happened.At > happened.OpenedAt;
        if (isAgain && await calendars.Day(await calendars.DeadlineInDays(happened.At.AddDays(-1), 1, ct), ct) != day)
        {
            return;
        }

        var told = new CallWaiting(happened.PhoneNumber, happened.OpenedAt, isAgain);
        var sending = new Sending($"{CallWaiting.Template}:{happened.PhoneTaskId}:{day:O}") { AboutId = happened.PhoneTaskId };
        if (happened.ResponsibleId is { } responsible && await colleagues.TellWhoIsThere(responsible, told, sending, ct) is not null)
        {
            return;
        }

        if (happened.DepartmentId is { } department && (await superiors.Heads([department], happened.At, ct)).TryGetValue(department, out var head))
        {
            await colleagues.TellWhoIsThere(head, told, sending, ct);
        }
    }
}
