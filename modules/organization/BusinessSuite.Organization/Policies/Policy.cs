using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Policies;

/// <summary>The rules of policies.</summary>
internal static class PolicyRules
{
    public static readonly Rule CodeTaken = new("POLICY_CODE_TAKEN", new("A policy of this code exists.", "该制度代码已存在。"), "1.1", "ux_policies_code");

    public static readonly Rule Backward = new("POLICY_BACKWARD", new("A version takes effect after the version before it.", "新版本的生效日须晚于上一版本。"), "1.1", "tr_policy_versions_order");

    public static readonly Rule ClauseTwice = new("CLAUSE_TWICE", new("A version has each clause once.", "同一版本中条款编号不得重复。"), "1.1", "ux_policy_clauses_number");

    public static readonly Rule NotYours = new("NOT_YOURS_TO_ACKNOWLEDGE", new("Everyone acknowledges for himself.", "须由本人确认。"), "1.1", "tr_acknowledgements_self");

    public static readonly Rule Twice = new("ACKNOWLEDGED", new("It is acknowledged already.", "已确认。"), "1.1");
}

/// <summary>A regulation of the company (规章制度), in versions that each employee acknowledges.</summary>
[Readable(Permissions.ReadPolicies)]
internal sealed class Policy : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The title.</summary>
    public string Title { get; init; } = "";
}

/// <summary>A version of a policy. The version with the latest effective day that has come is in force.</summary>
[Readable(Permissions.ReadPolicies), AppendOnly]
internal sealed class PolicyVersion : Entity
{
    /// <summary>The policy.</summary>
    [Relation<Policy>(Inverse = "versions", InverseDescription = "The versions of the policy.")]
    public Guid PolicyId { get; init; }

    /// <summary>The number of the version, from 1.</summary>
    [Sortable]
    public int Number { get; init; }

    /// <summary>The first day on which it is in force.</summary>
    [Sortable]
    public DateOnly EffectiveOn { get; init; }

    /// <summary>How many days after that everyone must have acknowledged it.</summary>
    public int AcknowledgeDays { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset PublishedAt { get; init; }
}

/// <summary>A clause of a version (条款).</summary>
[Readable(Permissions.ReadPolicies), AppendOnly]
internal sealed class PolicyClause : Entity
{
    /// <summary>The version.</summary>
    [Relation<PolicyVersion>(Inverse = "clauses", InverseDescription = "The clauses of the version, in their order.")]
    public Guid PolicyVersionId { get; init; }

    /// <summary>The number, for example 3.1.2.</summary>
    [Filterable]
    public string Number { get; init; } = "";

    /// <summary>The text.</summary>
    public string Text { get; init; } = "";
}

/// <summary>That an employee is to acknowledge a version, or has.</summary>
[Readable(Permissions.ReadPolicies), Rows(Of = nameof(EmployeeId))]
internal sealed class Acknowledgement : Entity
{
    /// <summary>The version.</summary>
    [Relation<PolicyVersion>(Inverse = "acknowledgements", InverseDescription = "Who is to acknowledge the version, and has."), WriteOnce]
    public Guid PolicyVersionId { get; init; }

    /// <summary>Who.</summary>
    [Relation<Employee>(Inverse = "acknowledgements", InverseDescription = "What the employee is to acknowledge, and has."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The last day for it. The term of who joins, also again, runs from that day.</summary>
    [Sortable]
    public DateOnly DueOn { get; set; }

    /// <summary>When it was acknowledged; null while it is not.</summary>
    [Filterable, WriteOnce]
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>When the employee was told of it; null while he was not.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>When the employee was reminded, once it was overdue; null while he was not.</summary>
    public DateTimeOffset? RemindedAt { get; set; }
}

/// <summary>Asks employees to acknowledge.</summary>
internal static class Asking
{
    /// <summary>The acknowledgement of a version that someone is asked for from a day on.</summary>
    public static Acknowledgement Ask(this PolicyVersion version, Guid employee, DateOnly day) => new() { PolicyVersionId = version.Id, EmployeeId = employee, DueOn = version.Due(day) };

    /// <summary>The last day to acknowledge a version for who is asked from a day on.</summary>
    public static DateOnly Due(this PolicyVersion version, DateOnly day) => (version.EffectiveOn > day ? version.EffectiveOn : day).AddDays(version.AcknowledgeDays);
}
