using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Organization.Tests;

/// <summary>A department whose people work, rest and stand in for each other, with China's holidays of 2026 in the calendar. It is Monday, 2 March 2026, 10:00 in Shanghai.</summary>
public sealed class TimeWorld : Suite
{
    private int _people;

    public string Department { get; private set; } = "";

    public string Calendar { get; private set; } = "";

    public Dictionary<string, string> Types { get; } = [];

    /// <summary>Decides about leave, overtime and corrections.</summary>
    public Client Boss { get; private set; } = null!;

    public string BossId { get; private set; } = "";

    /// <summary>Stands in for everyone.</summary>
    public string Deputy { get; private set; } = "";

    protected override bool OwnClock => true;

    // Mail is a channel; nothing is sent, since no jobs run.
    protected override string[] Settings => [.. base.Settings, "--Messages:Mail:Host=127.0.0.1", "--Messages:Mail:From=Desk <desk@example.org>"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Department = await Make("createDepartment", "department", new { code = "DESK", name = "Desk", validFrom = "2020-01-01" });
        Calendar = (string)(await Admin.Query("{ workCalendars { nodes { id } } }"))["workCalendars"]!["nodes"]![0]!["id"]!;
        await Admin.Do("importPublicHolidays", new { calendarId = Calendar, region = "CN", year = 2026 }, "workCalendar { id }");
        foreach (var type in (await Admin.Query("{ leaveTypes { nodes { id code } } }"))["leaveTypes"]!["nodes"]!.AsArray())
        {
            Types[(string)type!["code"]!] = (string)type["id"]!;
        }

        (BossId, Deputy) = (await Employee(), await Employee());
        Boss = await Person(new[] { "leave.read", "leave.approve", "overtime.approve", "correction.approve", "time.administer", "time.read", "employee.read" }.Select(p => ("organization." + p, "ALL")), BossId);
    }

    public async Task<string> Make(string operation, string made, object input) => (string)(await Admin.Do(operation, input, made + " { id }"))[made]!["id"]!;

    public async Task<string> Employee(string? department = null) =>
        await Make("registerEmployee", "employee", new { number = $"T{Interlocked.Increment(ref _people):D4}", name = $"Person {_people}", departmentId = department ?? Department });

    /// <summary>One of its own for a test that closes months or moves shifts.</summary>
    public static async Task<TimeWorld> Open()
    {
        var world = new TimeWorld();
        await world.InitializeAsync();
        return world;
    }

    /// <summary>A shift with its times since long ago.</summary>
    public async Task<string> Shift(string code, string start = "09:00", string end = "18:00", string? calendar = null)
    {
        var shift = await Make("createShift", "shift", new { code, name = code, calendarId = calendar ?? Calendar });
        await Make("setShiftTimes", "shiftVersion", new { shiftId = shift, validFrom = "2020-01-01", start, end });
        return shift;
    }

    /// <summary>Gives an employee leave.</summary>
    public Task<string> Give(string employee, string type, string amount, string day = "2026-01-01", string? expires = "2026-12-31") =>
        Make("adjustLeave", "leaveEntry", new { employeeId = employee, leaveTypeId = Types[type], amount, day, reason = "Brought over", expiresOn = expires });

    public object Days(string employee, string type, string first, string? last = null, bool startsAtNoon = false, bool endsAtNoon = false, string? deputy = null) =>
        new { employeeId = employee, leaveTypeId = Types[type], days = new { first, last = last ?? first, startsAtNoon, endsAtNoon }, deputyId = deputy };

    public object Hours(string employee, string type, string from, string until) => new { employeeId = employee, leaveTypeId = Types[type], hours = new { from, until }, deputyId = Deputy };

    public async Task<JsonNode> Ask(object request) => (await Admin.Do("requestLeave", request, "leaveRequest { id amount from until status }"))["leaveRequest"]!;

    /// <summary>Leave that is asked for and approved.</summary>
    public async Task<string> Approved(object request, string? deputy = null)
    {
        var id = (string)(await Ask(request))["id"]!;
        await Boss.Do("approveLeave", new { leaveRequestId = id, deputyId = deputy ?? Deputy }, "leaveRequest { status }");
        return id;
    }

    public async Task<decimal> Balance(string employee, string type, string? on = null, string? knownAt = null) => decimal.Parse(
        (string)(await Admin.Query(
            "query($e: ID!, $t: ID!, $on: Date, $known: DateTime) { leaveBalance(employeeId: $e, leaveTypeId: $t, on: $on, knownAt: $known) { balance } }",
            new { e = employee, t = Types[type], on, known = knownAt }))["leaveBalance"]!["balance"]!,
        System.Globalization.CultureInfo.InvariantCulture);

    public async Task<JsonNode> Leave(string id) =>
        (await Admin.Query("query($id: ID!) { leaveRequest(id: $id) { status amount uncovered deputy { id } approver { id } absences { nodes { kind from until cancelledAt } } } }", new { id }))["leaveRequest"]!;

    public async Task<long> Events(string type) => (long)(await AsOwner($"select count(*) from suite.events where type like '%.{type}'"))!;
}
