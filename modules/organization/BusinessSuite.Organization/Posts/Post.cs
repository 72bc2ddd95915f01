using BusinessSuite.Organization.Departments;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

/// <summary>A post (岗位): a place in a department with duties, authority and roles.</summary>
[Readable(Permissions.ReadStructure), Rows(Department = nameof(DepartmentId)), Period(nameof(ValidFrom), nameof(ValidUntil))]
internal sealed class Post : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The title at present; what it was and will be called stands in its versions, as do the values below.</summary>
    public string Title { get; set; } = "";

    /// <summary>The department.</summary>
    [Relation<Department>(Inverse = "posts", InverseDescription = "The posts of the department.")]
    public Guid DepartmentId { get; init; }

    /// <summary>Whether its holder heads the department at present.</summary>
    public bool IsHead { get; set; }

    /// <summary>Up to which amount its holder may sign at present; null for none.</summary>
    public Money? Limit { get; set; }

    /// <summary>The roles that come with it at present.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>The first day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not exist any more; null for no end.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Takes over what a version says.</summary>
    public void Be(PostVersion version) => (Title, IsHead, Limit, Roles) = (version.Title, version.IsHead, version.Limit, [.. version.Roles]);
}

/// <summary>What a post is called and what it carries during a time. The times of one post never overlap, and what a decision rests on is what held on its day.</summary>
[Readable(Permissions.ReadStructure), Rows(Of = nameof(PostId)), Period(nameof(ValidFrom), nameof(ValidUntil))]
internal sealed class PostVersion : Entity
{
    /// <summary>The post.</summary>
    [Relation<Post>(Inverse = "versions", InverseDescription = "What the post was, is and will be called, and what it carries.")]
    public Guid PostId { get; init; }

    /// <summary>The title during that time.</summary>
    public string Title { get; set; } = "";

    /// <summary>Whether its holder heads the department.</summary>
    public bool IsHead { get; set; }

    /// <summary>Up to which amount its holder may sign; null for none.</summary>
    public Money? Limit { get; set; }

    /// <summary>The roles that come with it.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>The first day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>Whether another one says the same.</summary>
    public bool Says(PostVersion other) => (Title, IsHead, Limit) == (other.Title, other.IsHead, other.Limit) && Roles.SequenceEqual(other.Roles);

    /// <summary>Takes over what another one says.</summary>
    public void Say(PostVersion other) => (Title, IsHead, Limit, Roles) = (other.Title, other.IsHead, other.Limit, [.. other.Roles]);
}

/// <summary>Which post another one reports to during a time (汇报关系). A post reports to at most one at a time, and never to itself over others. A line that is taken back on the day that it begins, or was to begin after the post ends, never held, and is removed.</summary>
[Readable(Permissions.ReadStructure), Rows(Of = nameof(PostId)), Period(nameof(ValidFrom), nameof(ValidUntil)), Removable]
internal sealed class ReportingLine : Entity, IDated
{
    /// <summary>The post below.</summary>
    [Relation<Post>(Inverse = "reportsTo", InverseDescription = "Which posts it reported and reports to.")]
    public Guid PostId { get; init; }

    /// <summary>The post above.</summary>
    [Relation<Post>(Inverse = "reports", InverseDescription = "The posts that reported and report to it.")]
    public Guid AboveId { get; set; }

    /// <summary>The first day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    public DateOnly? ValidUntil { get; set; }
}

/// <summary>Who holds a post during a time (任职). An employee has at most one primary post at a time. What was to begin after its holder left never takes effect and is removed.</summary>
[Readable(Permissions.ReadEmployees), Rows(Of = nameof(EmployeeId)), Period(nameof(ValidFrom), nameof(ValidUntil)), Removable]
internal sealed class PostHolding : Entity
{
    /// <summary>The post.</summary>
    [Relation<Post>(Inverse = "holdings", InverseDescription = "Who held and holds the post.")]
    public Guid PostId { get; init; }

    /// <summary>The employee.</summary>
    [Relation<Employee>(Inverse = "holdings", InverseDescription = "The posts that the employee held and holds.")]
    public Guid EmployeeId { get; init; }

    /// <summary>Whether it is the employee's primary post (主岗).</summary>
    public bool IsPrimary { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    public DateOnly? ValidUntil { get; set; }
}

/// <summary>A duty (职责) that posts carry and work asks for.</summary>
[Readable(Permissions.ReadStructure, Plural = "duties")]
internal sealed class Duty : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";
}

/// <summary>A duty of a post during a time.</summary>
[Readable(Permissions.ReadStructure, Plural = "postDuties"), Rows(Of = nameof(PostId)), Period(nameof(ValidFrom), nameof(ValidUntil))]
internal sealed class PostDuty : Entity
{
    /// <summary>The post.</summary>
    [Relation<Post>(Inverse = "duties", InverseDescription = "The duties that the post carried and carries.")]
    public Guid PostId { get; init; }

    /// <summary>The duty.</summary>
    [Relation<Duty>(Inverse = "posts", InverseDescription = "The posts that carried and carry the duty.")]
    public Guid DutyId { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more; null for no end.</summary>
    public DateOnly? ValidUntil { get; set; }
}
