using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Attendance;

/// <summary>Whether someone came or went.</summary>
public enum ClockDirection
{
    /// <summary>Came (上班打卡).</summary>
    In,

    /// <summary>Went (下班打卡).</summary>
    Out,
}

/// <summary>What a clock event was made with.</summary>
public enum ClockSource
{
    /// <summary>A terminal at the door.</summary>
    Terminal,

    /// <summary>A telephone.</summary>
    Mobile,

    /// <summary>A browser.</summary>
    Web,

    /// <summary>Another system's records.</summary>
    Import,
}

/// <summary>A clock event as the device told of it (打卡记录). It is never changed; what it lacks is said by corrections.</summary>
[Readable(Permissions.ReadTime), AppendOnly, Rows(Of = nameof(EmployeeId))]
internal sealed class ClockEvent : Entity
{
    /// <summary>Who.</summary>
    [Relation<Employee>(Inverse = "clockEvents", InverseDescription = "When the employee came and went, as devices tell.")]
    public Guid EmployeeId { get; init; }

    /// <summary>When.</summary>
    [Sortable]
    public DateTimeOffset At { get; init; }

    /// <summary>Whether someone came or went.</summary>
    public ClockDirection Direction { get; init; }

    /// <summary>What it was made with.</summary>
    public ClockSource Source { get; init; }

    /// <summary>The device.</summary>
    [Filterable]
    public string Device { get; init; } = "";

    /// <summary>The device's own id of the event: told again, it is the same event.</summary>
    public string DeviceEventId { get; init; } = "";

    /// <summary>When it was told.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Tells that events became known, this among them.</summary>
    public void Tell(IReadOnlyList<ClockEvent> told) =>
        Raise(new AttendanceKnown([.. told.Select(e => e.EmployeeId).Distinct().Order()], told.Min(e => e.At), told.Max(e => e.At)));
}
