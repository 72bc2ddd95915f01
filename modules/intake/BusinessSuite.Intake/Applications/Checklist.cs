using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>What the review found of a material.</summary>
public enum Verdict
{
    /// <summary>Not judged yet.</summary>
    Unjudged,

    /// <summary>It is there and in order.</summary>
    Present,

    /// <summary>It is there and not in order.</summary>
    Defective,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is not needed here: the answers do not ask for it, or the review says why.</summary>
    NotApplicable,
}

/// <summary>A material on an application's checklist (材料清单).</summary>
[Readable(Permissions.ReadApplications), Rows(Of = nameof(ApplicationId))]
internal sealed class ChecklistItem : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "checklist", InverseDescription = "The materials that the type and the answers ask for.")]
    public Guid ApplicationId { get; init; }

    /// <summary>What is asked for.</summary>
    [Relation<MaterialRequirement>(Name = "requirement")]
    public Guid RequirementId { get; init; }

    /// <summary>Whether the answers ask for it. What they do not ask for is NOT_APPLICABLE and is not judged.</summary>
    [WriteOnce]
    public bool Applies { get; private init; }

    /// <summary>What the review found.</summary>
    [Filterable]
    public Verdict Verdict { get; private set; }

    /// <summary>What is wrong with a defective material, or why one that is asked for is not needed after all.</summary>
    public string? Reason { get; private set; }

    /// <summary>Whether the defect can be corrected at the desk, without a notice.</summary>
    public bool CorrectableNow { get; private set; }

    /// <summary>When it was judged.</summary>
    public DateTimeOffset? JudgedAt { get; private set; }

    /// <summary>Who judged it last, also while it waits to be judged anew after a supplement; null when that account belonged to no employee.</summary>
    [Relation<EmployeeRef>(Name = "judgedBy", Inverse = "judgedItems", InverseDescription = "The items of checklists that the employee judged last.")]
    public Guid? JudgedById { get; private set; }

    /// <summary>When a defect was corrected at the desk.</summary>
    public DateTimeOffset? CorrectedAt { get; private set; }

    /// <summary>How many are there, files and paper together, of a material that is there and in order; null otherwise, and where it was judged before this was asked.</summary>
    public int? Count { get; private set; }

    /// <summary>The day on which a material that is there and in order was issued, where its age matters or the review named it.</summary>
    public DateOnly? IssuedOn { get; private set; }

    public bool IsWanting => Verdict is Verdict.Defective or Verdict.Missing;

    /// <summary>An item of an application's checklist.</summary>
    /// <param name="application">The application.</param>
    /// <param name="requirement">What may be asked for.</param>
    /// <param name="answers">The answers that decide whether it is.</param>
    /// <param name="fields">The form.</param>
    public static ChecklistItem For(Application application, MaterialRequirement requirement, IReadOnlyDictionary<string, string> answers, IReadOnlyList<FormField> fields)
    {
        var applies = requirement.Applies(answers, fields.FirstOrDefault(f => f.Key == requirement.WhenField));
        return new() { ApplicationId = application.Id, RequirementId = requirement.Id, Applies = applies, Verdict = applies ? Verdict.Unjudged : Verdict.NotApplicable };
    }

    /// <summary>Takes the material as there and in order: as many as are asked for, and not too old.</summary>
    public void Find(Found found, Guid? by, DateTimeOffset at)
    {
        Take(found);
        (JudgedAt, JudgedById) = (at, by);
    }

    /// <summary>Any other verdict.</summary>
    public void Judge(Verdict verdict, string? reason, bool correctableNow, Guid? by, DateTimeOffset at)
    {
        if (!Applies && verdict == Verdict.NotApplicable)
        {
            return;
        }

        RequireAsked();
        if (verdict is Verdict.Defective or Verdict.NotApplicable && string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleViolation(verdict == Verdict.Defective ? ApplicationRules.ReasonMissing : ApplicationRules.WaivedSilently) { Field = ["reason"] };
        }

        (Verdict, Reason, CorrectableNow) = (verdict, verdict is Verdict.Defective or Verdict.Missing or Verdict.NotApplicable ? reason : null, correctableNow && verdict == Verdict.Defective);
        (Count, IssuedOn, JudgedAt, JudgedById) = (null, null, at, by);
    }

    /// <summary>It was supplied and is to be judged anew.</summary>
    public void JudgeAnew() => (Verdict, Reason, CorrectableNow, Count, IssuedOn, JudgedAt) = (Verdict.Unjudged, null, false, null, null, null);

    /// <summary>Refuses a verdict on what the answers do not ask for.</summary>
    /// <exception cref="RuleViolation">It does not apply.</exception>
    public void RequireAsked()
    {
        if (!Applies)
        {
            throw new RuleViolation(ApplicationRules.NotAsked) { Field = ["itemId"] };
        }
    }

    public void CorrectAtDesk(Found found, DateTimeOffset at)
    {
        if (!CorrectableNow)
        {
            throw new RuleViolation(ApplicationRules.NotCorrectable);
        }

        Take(found);
        CorrectedAt = at;
    }

    private void Take(Found found) =>
        (Verdict, Reason, CorrectableNow, Count, IssuedOn) = (Verdict.Present, null, false, found.Count, found.IssuedOn);
}

/// <summary>Material that is as it was asked for.</summary>
internal sealed record Found
{
    private Found(int count, DateOnly? issuedOn) => (Count, IssuedOn) = (count, issuedOn);

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The day on which it was issued.</summary>
    public DateOnly? IssuedOn { get; }

    /// <summary>Material that was found, unless it is too few or too old.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="issuedOn">The day on which it was issued.</param>
    /// <param name="receivedOn">The day on which the application came in.</param>
    /// <param name="today">Today.</param>
    public static Found Of(MaterialRequirement asked, int count, DateOnly? issuedOn, DateOnly receivedOn, DateOnly today)
    {
        if (count < asked.Count)
        {
            throw new RuleViolation(ApplicationRules.TooFew) { Field = ["count"] };
        }

        if (issuedOn is null && asked.ValidDays is not null)
        {
            throw new RuleViolation(ApplicationRules.Undated) { Field = ["issuedOn"] };
        }

        if (issuedOn > today)
        {
            throw new RuleViolation(ApplicationRules.IssuedAhead) { Field = ["issuedOn"] };
        }

        return issuedOn is { } day && receivedOn.DayNumber - day.DayNumber > asked.ValidDays
            ? throw new RuleViolation(ApplicationRules.TooOld) { Field = ["issuedOn"] }
            : new(count, issuedOn);
    }
}

/// <summary>The notice that tells at once everything that must be supplied (一次性告知).</summary>
[Readable(Permissions.ReadApplications), Rows(Of = nameof(ApplicationId))]
internal sealed class SupplementNotice : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "notices", InverseDescription = "The supplement notices; more than one only where a supervisor allowed it.")]
    public Guid ApplicationId { get; init; }

    /// <summary>When it was issued.</summary>
    [WriteOnce]
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the applicant had supplied; null while it is open.</summary>
    [Filterable, WriteOnce]
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>Something that a notice demands.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(NoticeId))]
internal sealed class NoticeItem : Entity
{
    /// <summary>The notice.</summary>
    [Relation<SupplementNotice>(Inverse = "items", InverseDescription = "Everything that must be supplied.")]
    public Guid NoticeId { get; init; }

    /// <summary>The item of the checklist.</summary>
    [Relation<ChecklistItem>(Inverse = "demands", InverseDescription = "The notices that demanded it.")]
    public Guid ChecklistItemId { get; init; }

    /// <summary>What is wrong or missing.</summary>
    public string Demand { get; init; } = "";
}

/// <summary>A fault of a reviewer: the one-time notice forgot an item, and a supervisor let it be claimed later.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class ReviewFault : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "reviewFaults", InverseDescription = "What the one-time notice forgot.")]
    public Guid ApplicationId { get; init; }

    /// <summary>The item that was forgotten.</summary>
    [Relation<ChecklistItem>]
    public Guid ChecklistItemId { get; init; }

    /// <summary>Who had reviewed.</summary>
    [Relation<EmployeeRef>(Name = "reviewer", Inverse = "reviewFaults", InverseDescription = "What the employee forgot in one-time notices.")]
    public Guid? ReviewerId { get; init; }

    /// <summary>What went wrong.</summary>
    public string Fault { get; init; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset At { get; init; }
}
