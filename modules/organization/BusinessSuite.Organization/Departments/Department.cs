using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Departments;

/// <summary>A department (部门).</summary>
[Readable(Permissions.ReadStructure), Rows(Department = nameof(Id))]
internal sealed class Department : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name at present; what it was and will be called stands in its placements.</summary>
    [Sortable]
    public string Name { get; set; } = "";

    /// <summary>The first day on which it does not exist any more; null while it exists.</summary>
    [Filterable]
    public DateOnly? ClosedOn { get; set; }
}

/// <summary>What a department is called and where it belongs during a time. The times of one department never overlap, and none lies below itself. What was to begin after it is closed never takes effect and is removed.</summary>
[Readable(Permissions.ReadStructure), Rows(Of = nameof(DepartmentId)), Period(nameof(ValidFrom), nameof(ValidUntil)), Removable]
internal sealed class DepartmentPlacement : Entity, IDated
{
    /// <summary>The department.</summary>
    [Relation<Department>(Inverse = "placements", InverseDescription = "Where the department belonged and belongs.")]
    public Guid DepartmentId { get; init; }

    /// <summary>The name during that time.</summary>
    public string Name { get; set; } = "";

    /// <summary>The department above; null at the top.</summary>
    [Relation<Department>(Inverse = "placementsBelow", InverseDescription = "The departments that belonged and belong here.")]
    public Guid? ParentId { get; set; }

    /// <summary>The first day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    public DateOnly? ValidUntil { get; set; }
}
