namespace BusinessSuite.Intake;

/// <summary>What may be done in intake.</summary>
public static class Permissions
{
    /// <summary>Read inquiries and the promises made.</summary>
    public const string ReadInquiries = "intake.inquiry.read";

    /// <summary>Record and answer inquiries.</summary>
    public const string RecordInquiries = "intake.inquiry.record";

    /// <summary>Read contacts.</summary>
    public const string ReadContacts = "intake.contact.read";

    /// <summary>Register, merge and part contacts.</summary>
    public const string AdministerContacts = "intake.contact.administer";

    /// <summary>Read application types. Published ones are public anyway.</summary>
    public const string ReadTypes = "intake.type.read";

    /// <summary>Draft and publish application types.</summary>
    public const string AdministerTypes = "intake.type.administer";

    /// <summary>Read applications and all that belongs to them.</summary>
    public const string ReadApplications = "intake.application.read";

    /// <summary>Receive applications and materials.</summary>
    public const string Receive = "intake.application.receive";

    /// <summary>Judge materials, and issue the one-time notice.</summary>
    public const string Review = "intake.application.review";

    /// <summary>Accept, refuse and cancel applications.</summary>
    public const string Decide = "intake.application.decide";

    /// <summary>Allow a claim that the one-time notice forgot.</summary>
    public const string Supervise = "intake.application.supervise";

    /// <summary>Send outcomes, tell results and close applications.</summary>
    public const string Close = "intake.application.close";

    /// <summary>Plan and assign tasks.</summary>
    public const string AssignTasks = "intake.task.assign";

    /// <summary>Complete tasks.</summary>
    public const string CompleteTasks = "intake.task.complete";

    /// <summary>Reopen closed applications.</summary>
    public const string Reopen = "intake.application.reopen";

    /// <summary>Hand applications over to others.</summary>
    public const string HandOver = "intake.application.handover";

    /// <summary>Pause and resume the clocks of applications.</summary>
    public const string PauseClocks = "intake.clock.pause";

    /// <summary>Rate applications anew by a later version of their service level.</summary>
    public const string Rerate = "intake.clock.rerate";

    /// <summary>Read escalations.</summary>
    public const string ReadEscalations = "intake.escalation.read";

    /// <summary>Ask the superior for help with an application.</summary>
    public const string Escalate = "intake.escalation.raise";

    /// <summary>Acknowledge and answer escalations.</summary>
    public const string AnswerEscalations = "intake.escalation.answer";

    /// <summary>Enter what happened before the suite was there.</summary>
    public const string EnterHistory = "intake.history.enter";

    /// <summary>Read ratings, complaints and rectifications.</summary>
    public const string ReadFeedback = "intake.feedback.read";

    /// <summary>Make links to rate, and record what customers say when asked.</summary>
    public const string AskForRatings = "intake.rating.ask";

    /// <summary>Record complaints.</summary>
    public const string RecordComplaints = "intake.complaint.record";

    /// <summary>Acknowledge, assess, forward, investigate, respond to and close complaints.</summary>
    public const string HandleComplaints = "intake.complaint.handle";

    /// <summary>Answer complaints that were forwarded to the department.</summary>
    public const string AnswerComplaints = "intake.complaint.answer";

    /// <summary>Lower the level of materials and complaints.</summary>
    public const string Declassify = "intake.level.lower";

    /// <summary>Plan and carry out rectifications.</summary>
    public const string Rectify = "intake.rectification.carry";

    /// <summary>Verify, reject and withdraw rectifications of other departments.</summary>
    public const string VerifyRectifications = "intake.rectification.verify";

    /// <summary>Read progress reports and the applications that they count.</summary>
    public const string ReadReports = "intake.report.read";

    /// <summary>Plan, make and end progress reports.</summary>
    public const string PlanReports = "intake.report.plan";
}
