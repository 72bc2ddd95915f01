using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Progress;

/// <summary>A step of an application's way, told so that the applicant may read it: it names no staff.</summary>
[Readable(Permissions.ReadApplications, Plural = "progressEntries"), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class ProgressEntry : Entity
{
    private ProgressEntry()
    {
    }

    public ProgressEntry(Application application, DateTimeOffset at, Text text)
    {
        (ApplicationId, At, Stage, TextEn, TextZh) = (application.Id, at, application.Status, text.En, text.Zh);
        Raise(new ApplicationProgressed(ApplicationId, Id, at));
    }

    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "progress", InverseDescription = "The steps of its way.")]
    public Guid ApplicationId { get; private set; }

    /// <summary>When.</summary>
    [Sortable]
    public DateTimeOffset At { get; private set; }

    /// <summary>Where the application stood then.</summary>
    public ApplicationStatus Stage { get; private set; }

    /// <summary>What happened, English.</summary>
    public string TextEn { get; private set; } = "";

    /// <summary>What happened, Chinese.</summary>
    public string TextZh { get; private set; } = "";
}
