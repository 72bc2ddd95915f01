using BusinessSuite.Intake.Contacts;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Inquiries;

internal static class RecordInquiryOperation
{
    /// <summary>Records a question: with its answer when it was answered now, or with a promise, which needs contact, question and time.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="channel">By which way it came, for example DESK or PHONE.</param>
    /// <param name="departmentId">The department that answers.</param>
    /// <param name="responsibleId">The employee who answers.</param>
    /// <param name="answer">The answer, when it was answered now.</param>
    /// <param name="contact">Who asked; required with a promise.</param>
    /// <param name="promisedAt">Until when the answer is promised, when it was not answered now.</param>
    [Mutation, Requires(Permissions.RecordInquiries)]
    public static Inquiry RecordInquiry(
        string question, string channel, Id<DepartmentRef> departmentId, Id<EmployeeRef> responsibleId, IntakeDbContext db, TimeProvider clock,
        string? answer = null, Contact? contact = null, DateTimeOffset? promisedAt = null)
    {
        var now = clock.GetUtcNow();
        var inquiry = new Inquiry
        {
            Handling = answer is null ? InquiryHandling.Promised : InquiryHandling.AnsweredNow,
            Question = question.Trim(),
            Channel = channel,
            DepartmentId = departmentId,
            ResponsibleId = responsibleId,
            ContactId = contact?.Id,
            ReceivedAt = now,
        };
        db.Add(inquiry);
        if (answer is not null)
        {
            inquiry.Reply(answer, now);
        }
        else if (contact is null || inquiry.Question.Length == 0 || promisedAt is not { } promised || promised <= now)
        {
            throw new RuleViolation(InquiryRules.Incomplete) { Field = [contact is null ? "contactId" : inquiry.Question.Length == 0 ? "question" : "promisedAt"] };
        }
        else
        {
            db.Add(new Promise { InquiryId = inquiry.Id, PromisedById = responsibleId, Ordinal = 1, PromisedAt = promised, MadeAt = now });
        }

        return inquiry;
    }
}
