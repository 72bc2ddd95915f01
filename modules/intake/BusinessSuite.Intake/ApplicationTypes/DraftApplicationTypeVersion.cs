using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.ApplicationTypes;

/// <summary>A field of a form.</summary>
/// <param name="Key">The name that answers are sent under.</param>
/// <param name="Kind">What is to be filled in.</param>
/// <param name="LabelEn">The label, English.</param>
/// <param name="LabelZh">The label, Chinese.</param>
/// <param name="Required">Whether it must be filled in.</param>
/// <param name="Help">How to fill it in.</param>
/// <param name="SampleFile">The address of a sample that is filled in.</param>
/// <param name="Choices">What can be chosen; required for a CHOICE.</param>
/// <param name="Secret">Whether the answer is a secret, read by those who are cleared and need to know only.</param>
internal sealed record NewFormField(
    string Key, FormFieldKind Kind, string LabelEn, string LabelZh, bool Required = false, string? Help = null, string? SampleFile = null,
    IReadOnlyList<string>? Choices = null, bool Secret = false);

/// <summary>A material that is asked for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Form">Original or copy.</param>
/// <param name="Count">How many.</param>
/// <param name="ValidDays">How many days it may be old, up to 36500; any age unless given.</param>
/// <param name="When">Under which condition; always unless given.</param>
/// <param name="Level">How confidential what is handed in for it is: INTERNAL unless given.</param>
internal sealed record NewMaterialRequirement(
    string Name, MaterialForm Form = MaterialForm.Copy, int Count = 1, int? ValidDays = null, MaterialCondition? When = null, Confidentiality Level = Confidentiality.Internal);

/// <summary>A condition on an answer.</summary>
/// <param name="Field">The field of the form.</param>
/// <param name="Operator">How it compares; ABOVE and BELOW take a field for a number.</param>
/// <param name="Value">What it compares with: an answer that the field takes.</param>
internal sealed record MaterialCondition(string Field, ConditionOperator Operator, string Value);

/// <summary>A competence that tasks ask for.</summary>
/// <param name="CompetenceId">The competence.</param>
/// <param name="LeastLevel">The least level, from 1 to 5.</param>
internal sealed record NewRequiredCompetence(Id<CompetenceRef> CompetenceId, int LeastLevel = 1);

internal static class DraftApplicationTypeVersionOperation
{
    /// <summary>Writes the next version of a type: form, materials, numbering and times. It is in use once published, and never changes.</summary>
    /// <param name="guidanceEn">What applicants should know, English.</param>
    /// <param name="guidanceZh">What applicants should know, Chinese.</param>
    /// <param name="numberPattern">How accepted applications are numbered: text with {type}, {yyyy}, {MM}, {dd}, also together as in {MMdd}, and one {seq:width}.</param>
    /// <param name="noticeWithinDays">Within how many working days the one-time notice must be issued, 1 to 365.</param>
    /// <param name="processingTime">The working time from acceptance to the planned end, above zero and at most 2000 days.</param>
    /// <param name="fields">The form.</param>
    /// <param name="materials">The materials that are asked for.</param>
    /// <param name="duty">The code of the duty that its tasks ask for.</param>
    /// <param name="competences">The competences that its tasks ask for; nobody is given one who lacks any.</param>
    [Mutation, Requires(Permissions.AdministerTypes)]
    public static async Task<TypeVersion> DraftApplicationTypeVersion(
        ApplicationType applicationType, string guidanceEn, string guidanceZh, string numberPattern, int noticeWithinDays, TimeSpan processingTime,
        IReadOnlyList<NewFormField> fields, IReadOnlyList<NewMaterialRequirement> materials, IntakeDbContext db, CancellationToken ct, string? duty = null,
        IReadOnlyList<NewRequiredCompetence>? competences = null)
    {
        Check(numberPattern, fields);
        Check(competences ?? []);
        var version = new TypeVersion
        {
            TypeId = applicationType.Id,
            Number = await db.TypeVersions.CountAsync(v => v.TypeId == applicationType.Id, ct) + 1,
            GuidanceEn = guidanceEn,
            GuidanceZh = guidanceZh,
            NumberPattern = numberPattern,
            NoticeWithinDays = noticeWithinDays is >= 1 and <= TypeVersion.MostNoticeDays ? noticeWithinDays : throw new RuleViolation(TypeRules.Days) { Field = ["noticeWithinDays"] },
            ProcessingTime = processingTime > TimeSpan.Zero && processingTime <= TypeVersion.Longest ? processingTime : throw new RuleViolation(TypeRules.Time) { Field = ["processingTime"] },
            Duty = duty,
        };
        var form = fields.Select((f, i) => new FormField
        {
            TypeVersionId = version.Id,
            Position = i + 1,
            Key = f.Key,
            Kind = f.Kind,
            LabelEn = f.LabelEn,
            LabelZh = f.LabelZh,
            Required = f.Required,
            Help = f.Help,
            SampleFile = f.SampleFile,
            Secret = f.Secret,
            Choices = [.. f.Choices ?? []],
        }).ToList();
        Check(form, materials);
        db.Add(version);
        db.AddRange(form);
        db.AddRange(materials.Select((m, i) => new MaterialRequirement
        {
            TypeVersionId = version.Id,
            Position = i + 1,
            Name = m.Name,
            Form = m.Form,
            Count = m.Count,
            ValidDays = m.ValidDays,
            WhenField = m.When?.Field,
            WhenOperator = m.When?.Operator,
            WhenValue = m.When is { } when ? form.Find(f => f.Key == when.Field)!.Canonical(when.Value) : null,
            Level = m.Level,
        }));
        db.AddRange((competences ?? []).Select(c => new RequiredCompetence { TypeVersionId = version.Id, CompetenceId = c.CompetenceId, LeastLevel = c.LeastLevel }));
        return version;
    }

    private static void Check(IReadOnlyList<NewRequiredCompetence> competences)
    {
        for (var i = 0; i < competences.Count; i++)
        {
            if (!CompetenceLevels.Contain(competences[i].LeastLevel))
            {
                throw new RuleViolation(TypeRules.Level) { Field = ["competences", "leastLevel"], ElementIndex = i };
            }
        }
    }

    private static void Check(string numberPattern, IReadOnlyList<NewFormField> fields)
    {
        if (System.Text.RegularExpressions.Regex.Count(numberPattern, @"\{seq(:\d+)?\}") != 1
            || System.Text.RegularExpressions.Regex.IsMatch(numberPattern, @"\{(?!type\}|(?:yyyy|yy|MM|dd)+\}|seq[:}])"))
        {
            throw new RuleViolation(TypeRules.Pattern) { Field = ["numberPattern"] };
        }

        if (fields.GroupBy(f => f.Key).FirstOrDefault(g => g.Count() > 1) is { } doubled)
        {
            throw new RuleViolation(TypeRules.Doubled, doubled.Key) { Field = ["fields"] };
        }
    }

    private static void Check(List<FormField> form, IReadOnlyList<NewMaterialRequirement> materials)
    {
        if (form.FindIndex(f => f.Kind == FormFieldKind.Choice && !f.Choices.Any(c => c.Trim().Length > 0)) is var unlisted and >= 0)
        {
            throw new RuleViolation(TypeRules.Choices) { Field = ["fields", "choices"], ElementIndex = unlisted };
        }

        for (var i = 0; i < materials.Count; i++)
        {
            var (material, when) = (materials[i], materials[i].When);
            if (material.Level == Confidentiality.Public)
            {
                throw new RuleViolation(TypeRules.MaterialLevel) { Field = ["materials", "level"], ElementIndex = i };
            }

            if (material.Count < 1 || material.ValidDays is < 1 or > MaterialRequirement.Oldest)
            {
                throw new RuleViolation(TypeRules.Asked) { Field = ["materials", material.Count < 1 ? "count" : "validDays"], ElementIndex = i };
            }

            if (when is not null && form.Find(f => f.Key == when.Field) is var field && field?.Fits(when.Operator, when.Value) != true)
            {
                throw field is null
                    ? new RuleViolation(TypeRules.Condition, when.Field) { Field = ["materials"], ElementIndex = i }
                    : new RuleViolation(TypeRules.ConditionValue) { Field = ["materials", "when"], ElementIndex = i };
            }
        }
    }
}
