using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Competences;

/// <summary>The rules of competences.</summary>
internal static class CompetenceRules
{
    public static readonly Rule CodeTaken = new("COMPETENCE_CODE_TAKEN", new("A competence of this code exists.", "该能力代码已存在。"), Constraint: "ux_competences_code");

    public static readonly Rule Level = new("COMPETENCE_LEVEL", new("A level is a number from 1 to 5.", "能力等级为 1 至 5。"), Constraint: "ck_employee_competences_level");

    public static readonly Rule NoEvidence = new("COMPETENCE_EVIDENCE_MISSING", new("A competence is assessed by evidence: a certificate, an examination, work that was seen.", "能力认定须有证据：证书、考核或工作实绩。"), Constraint: "ck_employee_competences_evidence");

    public static readonly Rule Own = new("OWN_COMPETENCE", new("Nobody assesses himself.", "不能认定本人的能力。"), Constraint: "ck_employee_competences_self");

    public static readonly Rule HeldTwice = new("COMPETENCE_HELD_TWICE", new("The employee holds this competence at that time already.", "该员工在此期间已具备该能力。"), Constraint: "ex_employee_competences_overlap");
}

/// <summary>A competence (胜任能力) that work can ask for, for example a trade, a licence, a language.</summary>
[Readable(Permissions.ReadStructure)]
internal sealed class Competence : Entity
{
    /// <summary>The code, unique.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; set; } = "";
}

/// <summary>What an employee was found competent for, at which level and for how long (资质). Another assessment of the same competence is another row.</summary>
[Readable(Permissions.ReadEmployees), Rows(Of = nameof(EmployeeId)), Period(nameof(ValidFrom), nameof(ValidUntil))]
internal sealed class EmployeeCompetence : Entity
{
    /// <summary>Who is competent.</summary>
    [Relation<Employee>(Inverse = "competences", InverseDescription = "What the employee was and is competent for."), WriteOnce]
    public Guid EmployeeId { get; init; }

    /// <summary>What for.</summary>
    [Relation<Competence>(Inverse = "holders", InverseDescription = "Who had and has the competence."), WriteOnce]
    public Guid CompetenceId { get; init; }

    /// <summary>The level, from 1, who works under guidance, to 5, who teaches others.</summary>
    [Filterable, WriteOnce]
    public int Level { get; init; }

    /// <summary>What shows it: a certificate with its number, an examination, work that was seen.</summary>
    [WriteOnce]
    public string Evidence { get; init; } = "";

    /// <summary>Who assessed it; null for an account without an employee.</summary>
    [Relation<Employee>(Inverse = "competencesAssessed", InverseDescription = "The competences of others that the employee assessed."), WriteOnce]
    public Guid? AssessedById { get; init; }

    /// <summary>The first day.</summary>
    [WriteOnce]
    public DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it does not hold any more, for example because a certificate expires; null for no end.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>A competence that is found.</summary>
    public static EmployeeCompetence Of(Guid employee, Guid competence, int level, string evidence, Guid? assessedBy, DateOnly from, DateOnly? until)
    {
        Period.Check(from, until);
        if (!CompetenceLevels.Contain(level))
        {
            throw new RuleViolation(CompetenceRules.Level) { Field = ["level"] };
        }

        return new() { EmployeeId = employee, CompetenceId = competence, Level = level, Evidence = CompetenceRules.NoEvidence.Given(evidence, "evidence"), AssessedById = assessedBy, ValidFrom = from, ValidUntil = until };
    }

    /// <summary>Ends it on a day before it would end by itself.</summary>
    public void End(DateOnly on)
    {
        Period.Check(ValidFrom, on);
        ValidUntil = ValidUntil <= on ? throw new RuleViolation(OrganizationRules.AlreadyEnded) : on;
    }
}
