using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Contracts;

/// <summary>Stands for an application (申请) in relations and fields of other modules.</summary>
[NodeType("Application")]
public sealed class ApplicationRef;

/// <summary>An application came in.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record ApplicationReceived(Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>An application was accepted and numbered (受理).</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Number">Its number.</param>
/// <param name="At">As of when.</param>
public sealed record ApplicationAccepted(Guid ApplicationId, string Number, DateTimeOffset At) : IEvent;

/// <summary>An application was not accepted (不予受理).</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record ApplicationRefused(Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>A notice told everything that must be supplied (一次性告知).</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="NoticeId">The notice.</param>
/// <param name="At">When.</param>
public sealed record SupplementNoticeIssued(Guid ApplicationId, Guid NoticeId, DateTimeOffset At) : IEvent;

/// <summary>Materials were filed; archives keep them by reference.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="ReceiptId">The receipt that lists them.</param>
/// <param name="At">When.</param>
public sealed record MaterialsFiled(Guid ApplicationId, Guid ReceiptId, DateTimeOffset At) : IEvent;

/// <summary>A task was given to someone.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="EmployeeId">To whom.</param>
/// <param name="At">When.</param>
public sealed record TaskAssigned(Guid TaskId, Guid EmployeeId, DateTimeOffset At) : IEvent;

/// <summary>A task was completed.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="At">When.</param>
public sealed record TaskCompleted(Guid TaskId, DateTimeOffset At) : IEvent;

/// <summary>An application is done and its result was told.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record ApplicationClosed(Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>An application came a step further on its way; the applicant may know of it.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="EntryId">The entry in its progress.</param>
/// <param name="At">When.</param>
public sealed record ApplicationProgressed(Guid ApplicationId, Guid EntryId, DateTimeOffset At) : IEvent;

/// <summary>A progress report of a period was made and frozen.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="At">When.</param>
public sealed record ProgressReportMade(Guid ReportId, DateTimeOffset At) : IEvent;
