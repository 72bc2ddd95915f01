using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

/// <summary>That the result was told (结果告知): to whom, by which way, and what. It is recorded, never changed.</summary>
[Readable(Permissions.ReadApplications), AppendOnly, Rows(Of = nameof(ApplicationId))]
internal sealed class ResultNotice : Entity
{
    /// <summary>The application.</summary>
    [Relation<Application>(Inverse = "resultNotices", InverseDescription = "How the result was told.")]
    public Guid ApplicationId { get; init; }

    /// <summary>By which way, for example PHONE or EMAIL.</summary>
    [Filterable]
    public string Channel { get; init; } = "";

    /// <summary>The number or address it went to.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>What was told.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it was told.</summary>
    public DateTimeOffset At { get; init; }
}
