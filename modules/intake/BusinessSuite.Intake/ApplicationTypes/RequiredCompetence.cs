using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.ApplicationTypes;

/// <summary>A competence that the tasks of a type ask for: nobody is given one who lacks it.</summary>
[Readable(Permissions.ReadTypes), AppendOnly, Rows(Of = nameof(TypeVersionId))]
internal sealed class RequiredCompetence : Entity
{
    /// <summary>The type's version.</summary>
    [Relation<TypeVersion>(Inverse = "competences", InverseDescription = "The competences that its tasks ask for.")]
    public Guid TypeVersionId { get; init; }

    /// <summary>The competence.</summary>
    [Relation<CompetenceRef>(Inverse = "requirements", InverseDescription = "The types of applications whose tasks ask for the competence.")]
    public Guid CompetenceId { get; init; }

    /// <summary>The least level, from 1 to 5.</summary>
    public int LeastLevel { get; init; }
}
