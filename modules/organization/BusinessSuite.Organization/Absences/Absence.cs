using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Absences;

/// <summary>Why someone is away.</summary>
public enum AbsenceKind
{
    /// <summary>Leave (休假).</summary>
    Leave,

    /// <summary>Sickness (病假).</summary>
    Sickness,

    /// <summary>Business travel (出差).</summary>
    BusinessTravel,

    /// <summary>Training (培训).</summary>
    Training,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A time during which an employee is away, and who stands in (代理).</summary>
[Readable(Permissions.ReadEmployees), Rows(Of = nameof(EmployeeId))]
internal sealed class Absence : Entity
{
    /// <summary>Who is away.</summary>
    [Relation<Employee>(Inverse = "absences", InverseDescription = "When the employee was, is and will be away.")]
    public Guid EmployeeId { get; init; }

    /// <summary>Why.</summary>
    public AbsenceKind Kind { get; init; }

    /// <summary>From when.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Until when.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Who stands in.</summary>
    [Relation<Employee>(Inverse = "deputizes", InverseDescription = "The absences during which the employee stands in.")]
    public Guid? DeputyId { get; init; }

    /// <summary>When it was cancelled; null while it holds.</summary>
    [WriteOnce]
    public DateTimeOffset? CancelledAt { get; set; }
}
