using BusinessSuite.Organization.Departments;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Employees;

/// <summary>An employee (员工).</summary>
[Readable(Permissions.ReadEmployees), Rows(Department = nameof(DepartmentId), Owner = nameof(Id))]
internal sealed class Employee : Entity
{
    /// <summary>The employee number (工号), unique.</summary>
    [Sortable]
    public string Number { get; init; } = "";

    /// <summary>The name.</summary>
    [Sortable]
    public string Name { get; set; } = "";

    /// <summary>The e-mail address at work.</summary>
    public string? Email { get; private set; }

    /// <summary>The language that the employee is written to in.</summary>
    public Language Language { get; private set; } = Language.Zh;

    /// <summary>The number of the identity card (身份证号).</summary>
    [Confidential(Confidentiality.Secret, Subject = nameof(Id))]
    public string? IdentityNumber { get; set; }

    /// <summary>The bank account for the salary (银行账户).</summary>
    [Confidential(Confidentiality.Secret, Subject = nameof(Id))]
    public string? BankAccount { get; set; }

    /// <summary>The first day in the company.</summary>
    public DateOnly? JoinedOn { get; set; }

    /// <summary>The first day on which the employee does not belong to the company any more; null while he does, also after he joined again. From the release on nothing can be entrusted to him.</summary>
    [Filterable]
    public DateOnly? LeftOn { get; set; }

    /// <summary>The account that the employee signs in with.</summary>
    [Relation<AccountRef>(Inverse = "employees", InverseDescription = "The employee who signs in with the account.")]
    public Guid? AccountId { get; set; }

    /// <summary>The department of the primary post; between two, that of the last one.</summary>
    [Relation<Department>(Inverse = "employees", InverseDescription = "The employees whose primary post is in the department.")]
    public Guid? DepartmentId { get; set; }

    /// <summary>Says where and how the employee is written to.</summary>
    /// <exception cref="RuleViolation">The address is none.</exception>
    public void WriteTo(string? email, Language language)
    {
        (Email, Language) = (MailAddresses.Require(email, "email"), language);
    }
}
