using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Notices;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Complaints;

/// <summary>Tells customers how their complaints go on.</summary>
[Provides]
internal sealed class ComplaintNotices(IntakeDbContext db, ComplaintTerms terms, IMessages messages)
{
    /// <summary>What goes out of a complaint that is secret: messages are read by others too.</summary>
    private static readonly Text Withheld = new("Please read it with the number and the secret of your complaint, or turn to us.", "请凭投诉编号和密钥查阅，或直接联系我们。");

    /// <summary>
    /// Sends a notice, by phone through a phone task. Who complains anonymously follows the complaint by its secret; whom no channel leads to is told
    /// otherwise, and <c>recordComplaintNotice</c> notes it.
    /// </summary>
    public async Task Send(Complaint complaint, ComplaintNoticeKind kind, Text text, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Contacts.Recipient(complaint.ContactId, c => c.Ways(messages.Channels), ct) is not { } customer)
        {
            return;
        }

        var notice = db.Add(new ComplaintNotice { ComplaintId = complaint.Id, Kind = kind }).Entity;
        notice.Leave(customer.Routes[0], text.In(customer.Language), now);
        var isSecret = complaint.Level > Confidentiality.Internal;
        var isResponse = kind == ComplaintNoticeKind.Response;
        notice.Travel(await messages.Send(
            new ComplaintTold(
                customer.Name, complaint.Number, UpperSnake.Of(kind), isResponse && !isSecret ? UpperSnake.Of(complaint.Outcome!.Value) : "",
                isSecret ? Withheld.In(customer.Language) : notice.Text, isResponse ? complaint.ReplyBy : null),
            customer,
            new($"{ComplaintTold.Template}:{notice.Id}") { AboutId = notice.Id, DepartmentId = complaint.DepartmentId, ResponsibleId = complaint.HandlerId },
            ct));
    }

    /// <summary>A notice reached the customer. From when the response first did the time to reply runs.</summary>
    public async Task Arrived(ComplaintNotice notice, Complaint complaint, CancellationToken ct)
    {
        if (notice.Kind == ComplaintNoticeKind.Response && notice.At >= complaint.RespondedAt
            && !await db.ComplaintNotices.AnyAsync(
                n => n.Id != notice.Id && n.ComplaintId == complaint.Id && n.Kind == notice.Kind && n.At >= complaint.RespondedAt && n.Status == NoticeStatus.Delivered, ct))
        {
            complaint.LetReply(await terms.Reply(notice.DeliveredAt!.Value, ct));
        }
    }
}
