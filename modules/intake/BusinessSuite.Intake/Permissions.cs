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

    /// <summary>Enter what happened before the suite was there.</summary>
    public const string EnterHistory = "intake.history.enter";

    /// <summary>Read progress reports and the applications that they count.</summary>
    public const string ReadReports = "intake.report.read";

    /// <summary>Plan, make and end progress reports.</summary>
    public const string PlanReports = "intake.report.plan";
}
