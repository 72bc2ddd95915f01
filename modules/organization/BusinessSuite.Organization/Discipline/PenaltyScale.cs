using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Discipline;

/// <summary>A version of the scale of penalties (处分标准). It holds for deeds from its first day until the next version's.</summary>
[Readable(Permissions.ReadScales), AppendOnly]
internal sealed class PenaltyScale : Entity
{
    /// <summary>The number of the version, from 1.</summary>
    [Sortable]
    public int Number { get; init; }

    /// <summary>The first day of deeds that it holds for.</summary>
    [Sortable]
    public DateOnly ValidFrom { get; init; }

    /// <summary>How many days an employee has for a statement after the notice.</summary>
    public int StatementDays { get; init; }

    /// <summary>How many days an employee has to appeal after the decision.</summary>
    public int AppealDays { get; init; }
}

/// <summary>A penalty on a scale (处分).</summary>
[Readable(Permissions.ReadScales, Plural = "penalties"), AppendOnly]
internal sealed class Penalty : Entity
{
    /// <summary>The scale.</summary>
    [Relation<PenaltyScale>(Inverse = "penalties", InverseDescription = "The penalties on the scale.")]
    public Guid ScaleId { get; init; }

    /// <summary>The code, unique on its scale.</summary>
    [Filterable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string AppliesTo { get; init; } = "";

    /// <summary>How severe it is, from 1; a larger number is more severe.</summary>
    public int Severity { get; init; }

    /// <summary>After how many months it leaves the active record; null for never.</summary>
    public int? ExpiresAfterMonths { get; init; }
}
