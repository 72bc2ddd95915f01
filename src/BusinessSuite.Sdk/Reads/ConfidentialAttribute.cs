namespace BusinessSuite.Sdk;

/// <summary>How confidential something is (密级), and how far someone is cleared.</summary>
public enum Confidentiality
{
    /// <summary>For everyone (公开).</summary>
    Public,

    /// <summary>For everyone of the company with the permission (内部).</summary>
    Internal,

    /// <summary>A secret (秘密): for those who are cleared, bound by an agreement, and need to know. Each reading is logged.</summary>
    Secret,

    /// <summary>A core secret (核心机密), for fewer still. Each reading is logged.</summary>
    Core,
}

/// <summary>
/// The member's value is confidential. Whom it tells of knows it; anyone else needs the clearance, a valid agreement and the need to
/// know, that is the row's department or owner, a part in it or a disclosure. To others it is null, with an error that says so. It can
/// be neither filtered nor ordered by, and audit records do not show it.
/// </summary>
/// <param name="level">How confidential: a secret or more.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfidentialAttribute(Confidentiality level) : Attribute
{
    /// <summary>How confidential.</summary>
    public Confidentiality Level { get; } = level;

    /// <summary>The property that holds the employee whom the value tells of.</summary>
    public string? Subject { get; init; }
}

/// <summary>
/// Each row says how confidential it is. PostgreSQL shows rows that are secret only to whom they tell of and to those who are cleared, bound
/// by an agreement and need to know; what belongs to such a row by <c>[Rows(Of = ...)]</c> follows it. Audit records show no texts of them, and of
/// secret ones nothing but their key, level and times.
/// </summary>
/// <param name="level">The property that holds the row's <see cref="Confidentiality"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConfidentialRowsAttribute(string level) : Attribute
{
    /// <summary>The property that holds the row's <see cref="Confidentiality"/>.</summary>
    public string Level { get; } = level;

    /// <summary>The property that holds the employee whom the row tells of.</summary>
    public string? Subject { get; init; }

    /// <summary>A condition on the columns, as SQL: before it holds the row is kept from the <see cref="Subject"/>, whatever else would show it to him.</summary>
    public string? SubjectWhen { get; init; }

    /// <summary>The properties that hold employees with a part in the row, who therefore need to know it; its owner always does.</summary>
    public string[] Involved { get; init; } = [];
}
