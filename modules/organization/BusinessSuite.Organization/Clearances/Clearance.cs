using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Clearances;

/// <summary>The rules of confidentiality.</summary>
internal static class ClearanceRules
{
    public static readonly Rule Own = new("OWN_CLEARANCE", new("Nobody clears himself.", "不能为本人授予密级。"), "3.1.2", "ck_clearances_self");

    public static readonly Rule NoAgreement = new("AGREEMENT_MISSING", new("The employee has no confidentiality agreement that is valid on that day.", "该员工当日没有有效的保密协议。"), "3.1.2", "tr_clearances_agreement");

    public static readonly Rule Level = new("CLEARANCE_LEVEL", new("Clearance is given for secrets and core secrets; the rest needs none.", "密级授权仅适用于秘密和核心机密。"), "3.1.2", "ck_clearances_level");
}

/// <summary>Up to which level an employee is cleared for a time (涉密等级). Without a valid agreement it has no effect.</summary>
[Readable(Permissions.ReadClearances), Rows(Of = nameof(EmployeeId)), Period(nameof(ValidFrom), nameof(ValidUntil))]
internal sealed class Clearance : Entity
{
    /// <summary>Who is cleared.</summary>
    [Relation<Employee>(Inverse = "clearances", InverseDescription = "Up to which levels the employee was and is cleared."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>Up to which level.</summary>
    [Filterable, WriteOnce]
    public Confidentiality Level { get; init; }

    /// <summary>What for.</summary>
    [WriteOnce]
    public string Reason { get; init; } = "";

    /// <summary>Who granted it; null for an account without an employee.</summary>
    [Relation<Employee>, WriteOnce]
    public Guid? GrantedById { get; init; }

    /// <summary>The first day.</summary>
    [WriteOnce]
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    [WriteOnce]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>When it was taken back; null while it holds.</summary>
    [WriteOnce]
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>An agreement by which an employee is bound to keep secrets (保密协议).</summary>
[Readable(Permissions.ReadClearances), Rows(Of = nameof(EmployeeId)), Period(nameof(SignedOn), nameof(ValidUntil))]
internal sealed class ConfidentialityAgreement : Entity
{
    /// <summary>Who is bound.</summary>
    [Relation<Employee>(Inverse = "confidentialityAgreements", InverseDescription = "The confidentiality agreements that the employee signed."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>The document.</summary>
    [WriteOnce]
    public string Document { get; init; } = "";

    /// <summary>The first day.</summary>
    [WriteOnce]
    public DateOnly SignedOn { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    [WriteOnce]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>When it was ended early; null while it holds.</summary>
    [WriteOnce]
    public DateTimeOffset? EndedAt { get; set; }
}
