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

/// <summary>A written outcome of a review was issued.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record OutcomeIssued(Guid DocumentId, Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>Materials were filed; archives keep them by reference.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="ReceiptId">The receipt that lists them.</param>
/// <param name="At">When.</param>
public sealed record MaterialsFiled(Guid ApplicationId, Guid ReceiptId, DateTimeOffset At) : IEvent;

/// <summary>Materials of an application were judged.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record ChecklistJudged(Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>Somebody else answers for an application.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="FromId">Who answered for it before; null when nobody did.</param>
/// <param name="ToId">Who does from then on.</param>
/// <param name="At">When.</param>
public sealed record ApplicationHandedOver(Guid ApplicationId, Guid? FromId, Guid ToId, DateTimeOffset At) : IEvent;

/// <summary>An employee keeps away from a contact's matters (利益冲突).</summary>
/// <param name="EmployeeId">The employee.</param>
/// <param name="ContactId">The contact.</param>
/// <param name="At">When it was declared.</param>
public sealed record ConflictOfInterestDeclared(Guid EmployeeId, Guid ContactId, DateTimeOffset At) : IEvent;

/// <summary>Two contacts turned out to be one.</summary>
/// <param name="ContactId">The contact that turned out to be the other.</param>
/// <param name="SurvivorId">The other.</param>
/// <param name="At">When.</param>
public sealed record ContactsMerged(Guid ContactId, Guid SurvivorId, DateTimeOffset At) : IEvent;

/// <summary>An application went to another department.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="FromId">The department that handled it before.</param>
/// <param name="ToId">The department that handles it from then on.</param>
/// <param name="At">When.</param>
public sealed record ApplicationTransferred(Guid ApplicationId, Guid FromId, Guid ToId, DateTimeOffset At) : IEvent;

/// <summary>A piece of work on an application was planned.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record TaskPlanned(Guid TaskId, Guid ApplicationId, DateTimeOffset At) : IEvent;

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

/// <summary>The applicant supplied what the notice demanded.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record SupplementSubmitted(Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>An application was taken back or given up.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record ApplicationCancelled(Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>A closed application is worked on again.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record ApplicationReopened(Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>A case went up to someone: by a step of its service level, because nobody answered, or because an employee asked for help; or its escalation was handed over.</summary>
/// <param name="EscalationId">The escalation.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="RecipientId">The employee to whom it went; null when nobody was there.</param>
/// <param name="At">When.</param>
public sealed record CaseEscalated(Guid EscalationId, Guid ApplicationId, Guid? RecipientId, DateTimeOffset At) : IEvent;

/// <summary>A part of the clocks that run or stand still follows a calendar that changed; the rest comes next.</summary>
/// <param name="ClockId">The last clock of the part, in the order of their keys.</param>
/// <param name="Since">Nothing is different in the calendar before that.</param>
public sealed record ClocksReplanned(Guid ClockId, DateTimeOffset Since) : IEvent;

/// <summary>A part of the escalations that wait for an answer follows a calendar that changed; the rest comes next.</summary>
/// <param name="EscalationId">The last escalation of the part, in the order of their keys.</param>
/// <param name="Since">Nothing is different in the calendar before that.</param>
public sealed record ClimbsReplanned(Guid EscalationId, DateTimeOffset Since) : IEvent;

/// <summary>An escalation was answered with a solution.</summary>
/// <param name="EscalationId">The escalation.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When.</param>
public sealed record EscalationAnswered(Guid EscalationId, Guid ApplicationId, DateTimeOffset At) : IEvent;

/// <summary>
/// A customer is asked to rate a case. The link is sent where <c>Modules:intake:Feedback:RatingPage</c> says where to rate; otherwise who
/// sends it gets its token from <c>issueRatingLink</c> or <c>askAgain</c>.
/// </summary>
/// <param name="RatingId">The rating that is asked for.</param>
/// <param name="ApplicationId">The application; null when the complaint is about none.</param>
/// <param name="ComplaintId">The complaint after which the customer is asked again; null for the first time.</param>
/// <param name="OpenUntil">Until when it can be given.</param>
/// <param name="At">When.</param>
public sealed record RatingAsked(Guid RatingId, Guid? ApplicationId, Guid? ComplaintId, DateTimeOffset OpenUntil, DateTimeOffset At) : IEvent;

/// <summary>A customer rated a case.</summary>
/// <param name="RatingId">The rating.</param>
/// <param name="ApplicationId">The application; null when the complaint is about none.</param>
/// <param name="Score">From 1, very unsatisfied, to 5, very satisfied.</param>
/// <param name="At">When.</param>
public sealed record RatingGiven(Guid RatingId, Guid? ApplicationId, int Score, DateTimeOffset At) : IEvent;

/// <summary>Stands for a complaint (投诉) in relations and fields of other modules.</summary>
[NodeType("Complaint")]
public sealed class ComplaintRef;

/// <summary>A complaint came in.</summary>
/// <param name="ComplaintId">The complaint.</param>
/// <param name="Number">Its number.</param>
/// <param name="At">When.</param>
public sealed record ComplaintReceived(Guid ComplaintId, string Number, DateTimeOffset At) : IEvent;

/// <summary>A complaint was handed to a department, which must answer.</summary>
/// <param name="ComplaintId">The complaint.</param>
/// <param name="DepartmentId">The department.</param>
/// <param name="AnswerBy">Until when it must answer.</param>
/// <param name="At">When.</param>
public sealed record ComplaintForwarded(Guid ComplaintId, Guid DepartmentId, DateTimeOffset AnswerBy, DateTimeOffset At) : IEvent;

/// <summary>A customer complained about the same again within the term: what was done did not last, which is a nonconformity of quality.</summary>
/// <param name="ComplaintId">The complaint, opened again or new.</param>
/// <param name="EarlierId">The earlier one, the same when it was opened again.</param>
/// <param name="DepartmentId">The department.</param>
/// <param name="Subject">What it is about, for example DELAY.</param>
/// <param name="At">When.</param>
public sealed record ComplaintRepeated(Guid ComplaintId, Guid EarlierId, Guid? DepartmentId, string Subject, DateTimeOffset At) : IEvent;

/// <summary>The customer contested the response to a complaint.</summary>
/// <param name="ComplaintId">The complaint.</param>
/// <param name="GoOnBy">Until when it must be investigated again or closed.</param>
/// <param name="At">When.</param>
public sealed record ComplaintContested(Guid ComplaintId, DateTimeOffset GoOnBy, DateTimeOffset At) : IEvent;

/// <summary>A complaint is closed.</summary>
/// <param name="ComplaintId">The complaint.</param>
/// <param name="At">When.</param>
public sealed record ComplaintClosed(Guid ComplaintId, DateTimeOffset At) : IEvent;

/// <summary>A progress report of a period was made and frozen.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="At">When.</param>
public sealed record ProgressReportMade(Guid ReportId, DateTimeOffset At) : IEvent;
