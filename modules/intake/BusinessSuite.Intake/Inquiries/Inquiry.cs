using BusinessSuite.Intake.Contacts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Inquiries;

/// <summary>How an inquiry was dealt with when it came.</summary>
public enum InquiryHandling
{
    /// <summary>It was answered at once.</summary>
    AnsweredNow,

    /// <summary>An answer was promised for later.</summary>
    Promised,
}

/// <summary>The rules of inquiries.</summary>
internal static class InquiryRules
{
    public static readonly Rule Incomplete = new("PROMISE_INCOMPLETE", new("A promise needs the contact, the question, and a time that lies ahead.", "承诺回复须有联系人、问题及未来的承诺时间。"), "2.1.1", "ck_inquiries_promise");

    public static readonly Rule NoPromise = new("PROMISE_MISSING", new("A promised inquiry has at least its first promise.", "承诺回复的咨询至少有一个承诺。"), "2.1.1", "tr_inquiries_promise");

    public static readonly Rule NoAnswer = new("ANSWER_MISSING", new("An inquiry answered now has its answer.", "当场答复的咨询须有答复内容。"), "2.1.1", "ck_inquiries_answer");

    public static readonly Rule Answered = new("INQUIRY_ANSWERED", new("The inquiry has been answered.", "该咨询已答复。"));

    public static readonly Rule NoReason = new("PROMISE_REASON_MISSING", new("A new promise says why the old one does not hold.", "重新承诺须说明原因。"), "2.1.1", "ck_promises_reason");
}

/// <summary>A question (咨询): answered now, or recorded with a promise.</summary>
[Readable(Permissions.ReadInquiries, Plural = "inquiries"), Rows(Department = nameof(DepartmentId), Owner = nameof(ResponsibleId))]
internal sealed class Inquiry : Entity
{
    /// <summary>How it was dealt with when it came.</summary>
    [Filterable, WriteOnce]
    public InquiryHandling Handling { get; init; }

    /// <summary>Who asked; required with a promise.</summary>
    [Relation<Contact>(Inverse = "inquiries", InverseDescription = "What the contact asked.")]
    public Guid? ContactId { get; init; }

    /// <summary>What was asked.</summary>
    [WriteOnce]
    public string Question { get; init; } = "";

    /// <summary>By which way it came, for example DESK or PHONE.</summary>
    [Filterable]
    public string Channel { get; init; } = "";

    /// <summary>The department that answers.</summary>
    [Relation<DepartmentRef>(Inverse = "inquiries", InverseDescription = "The inquiries that the department answers.")]
    public Guid DepartmentId { get; init; }

    /// <summary>The employee who answers.</summary>
    [Relation<EmployeeRef>(Inverse = "inquiries", InverseDescription = "The inquiries that the employee answers.")]
    public Guid ResponsibleId { get; set; }

    /// <summary>When it came.</summary>
    [Sortable]
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What was answered; null while it is open.</summary>
    public string? Answer { get; private set; }

    /// <summary>When it was answered; null while it is open.</summary>
    [Filterable, WriteOnce]
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The message that tells the answer, with its delivery log; null when none was sent.</summary>
    [Relation<MessageRef>(Inverse = "inquiries", InverseDescription = "The inquiries that it answers."), WriteOnce]
    public Guid? MessageId { get; private set; }

    /// <summary>Of which promise, by its ordinal, the employee was reminded; 0 for none.</summary>
    [Hidden]
    public int RemindedOf { get; private set; }

    /// <summary>Notes that the employee is reminded of a promise.</summary>
    /// <returns>Whether that was not done before.</returns>
    public bool Remind(int ordinal)
    {
        var isNew = ordinal > RemindedOf;
        RemindedOf = isNew ? ordinal : RemindedOf;
        return isNew;
    }

    /// <summary>The message that tells the answer was handed over.</summary>
    public void Travel(Guid message) => MessageId = message;

    /// <summary>Lets someone else answer it.</summary>
    public void HandOver(Guid employee)
    {
        if (AnsweredAt is not null)
        {
            throw new RuleViolation(InquiryRules.Answered);
        }

        (ResponsibleId, RemindedOf) = (employee, 0);
    }

    public void Reply(string answer, DateTimeOffset at)
    {
        if (AnsweredAt is not null)
        {
            throw new RuleViolation(InquiryRules.Answered);
        }

        Answer = string.IsNullOrWhiteSpace(answer) ? throw new RuleViolation(InquiryRules.NoAnswer) { Field = ["answer"] } : answer;
        AnsweredAt = at;
    }
}

/// <summary>A promise to answer (承诺). It is never changed: a new one is a new row, with the reason.</summary>
[Readable(Permissions.ReadInquiries), AppendOnly, Rows(Of = nameof(InquiryId))]
internal sealed class Promise : Entity
{
    /// <summary>The inquiry.</summary>
    [Relation<Inquiry>(Inverse = "promises", InverseDescription = "The promises made, the first one first. Whether it was kept is measured by the first.")]
    public Guid InquiryId { get; init; }

    /// <summary>Who was to answer when the promise was made, and keeps or breaks it.</summary>
    [Relation<EmployeeRef>(Inverse = "promises", InverseDescription = "What the employee promised to answer.")]
    public Guid PromisedById { get; init; }

    /// <summary>Which promise it is, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>Until when the answer is promised.</summary>
    [Sortable]
    public DateTimeOffset PromisedAt { get; init; }

    /// <summary>When the promise was made.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Why the one before does not hold; null for the first.</summary>
    public string? Reason { get; init; }
}
