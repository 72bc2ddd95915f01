using System.Text.Json.Nodes;
using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests;

/// <summary>An office with customers to be asked and complaints to be handled.</summary>
public class FeedbackWorld : AttemptWorld
{
    private static readonly string[] Permissions =
    [
        "intake.feedback.read", "intake.rating.ask", "intake.complaint.record", "intake.complaint.handle", "intake.complaint.answer",
        "intake.rectification.carry", "intake.rectification.verify", "intake.application.read", "intake.contact.read", "organization.employee.read", "organization.structure.read",
    ];

    private static readonly Dictionary<string, string[]> Way = new()
    {
        ["RECEIVED"] = [],
        ["ACKNOWLEDGED"] = ["acknowledgeComplaint"],
        ["ASSESSED"] = ["acknowledgeComplaint", "assessComplaint"],
        ["INVESTIGATING"] = ["acknowledgeComplaint", "assessComplaint", "investigateComplaint"],
        ["RESPONDED"] = ["acknowledgeComplaint", "assessComplaint", "investigateComplaint", "respondToComplaint"],
        ["ACCEPTED"] = ["acknowledgeComplaint", "assessComplaint", "investigateComplaint", "respondToComplaint", "acceptResponse"],
        ["CONTESTED"] = ["acknowledgeComplaint", "assessComplaint", "investigateComplaint", "respondToComplaint", "contestResponse"],
    };

    private int _customers;

    /// <summary>The department that checks others.</summary>
    public string Quality { get; private set; } = "";

    /// <summary>Someone of the department that checks others, with all rights of feedback.</summary>
    public Client Checker { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Quality = await NewDepartment("QUALITY");
        Checker = await Staff(await NewEmployee(Quality));
    }

    /// <summary>The employee's account, with all rights of feedback.</summary>
    public Task<Client> Staff(string employee, string scope = "ALL") => Person(Permissions.Select(p => (p, scope)), employee);

    public async Task<string> Customer() => (string)(await Admin.Do(
        "registerContact", new { name = "Wang Wu", phone = $"139{Interlocked.Increment(ref _customers):D8}" }, "contact { id }"))["contact"]!["id"]!;

    /// <summary>A closed application.</summary>
    public async Task<string> Closed(string? responsible = null)
    {
        var (id, _) = await Receive(responsible: responsible);
        await Judge(id, "PRESENT");
        await Accept(id);
        await Close(id);
        return id;
    }

    public async Task Close(string application)
    {
        await Admin.Do("recordResultNotice", new { applicationId = application, channel = "PHONE", recipient = "1", text = "Done." }, "resultNotice { id }");
        await Admin.Do("closeApplication", new { applicationId = application }, "application { id }");
    }

    /// <summary>The token of a new link.</summary>
    public async Task<string> Link(string application) => (string)(await Admin.Do("issueRatingLink", new { applicationId = application }, "token"))["token"]!;

    public Task<JsonNode> Rate(string token, int score, string? opinion = null) =>
        From("10.0.0.1").Do("rateApplication", new { token, score, opinion }, "score complaintNumber complaintSecret");

    /// <summary>A complaint about a delay, taken at the desk.</summary>
    public async Task<(string Id, string Number, string Secret)> Complain(string? contact = null, string? about = null, string? department = null, string subject = "DELAY")
    {
        var taken = await Admin.Do(
            "lodgeComplaint",
            new { subject, description = "It took three weeks.", remedySought = "An apology.", channel = "DESK", contactId = contact, aboutId = about, departmentId = department ?? Department },
            "complaint { id number } trackingSecret repeated");
        return ((string)taken["complaint"]!["id"]!, (string)taken["complaint"]!["number"]!, (string)taken["trackingSecret"]!);
    }

    /// <summary>A complaint that stands there.</summary>
    public async Task<string> Standing(string status, string outcome = "UPHELD", string? contact = null, string? about = null)
    {
        var (id, _, _) = await Complain(contact, about);
        foreach (var step in Way[status])
        {
            await Step(step, id, outcome);
        }

        return id;
    }

    /// <summary>Takes a step, with inputs that fit.</summary>
    public async Task<string> Step(string operation, string complaint, string outcome = "UPHELD") =>
        (string)(await Admin.Do(operation, await Inputs(operation, complaint, outcome), "complaint { status }"))["complaint"]!["status"]!;

    /// <summary>Inputs that fit a step.</summary>
    public async Task<object> Inputs(string operation, string complaint, string outcome = "UPHELD") => operation switch
    {
        "acknowledgeComplaint" => new { complaintId = complaint, handlerId = Clerk },
        "assessComplaint" => new { complaintId = complaint, severity = "MEDIUM", complexity = "LOW", impact = "HIGH", immediateAction = false },
        "investigateComplaint" => new { complaintId = complaint, investigatorId = Clerk },
        "respondToComplaint" => new { complaintId = complaint, findings = "The file lay in a drawer.", outcome, response = "We are sorry." },
        "acceptResponse" => new { complaintId = complaint, note = "By phone: thank you." },
        "contestResponse" => new { complaintId = complaint, reason = "That is not enough." },
        "closeComplaint" => new { complaintId = complaint, recourse = "The consumers' association." },
        "reassignComplaint" => new { complaintId = complaint, handlerId = Clerk, reason = "Leave" },
        "planRectification" => new { complaintId = complaint, measure = "The drawer is emptied daily.", ownerId = await NewEmployee(), dueAt = Clock.GetUtcNow().AddDays(3) },
        _ => new { complaintId = complaint },
    };

    /// <summary>Notes that the customer was told the response by word of mouth.</summary>
    public Task<JsonNode> Told(string complaint) => Admin.Do(
        "recordComplaintNotice", new { complaintId = complaint, kind = "RESPONSE", channel = "DESK", recipient = "Wang Wu", text = "We are sorry." }, "complaintNotice { id status }");

    /// <summary>A rectification that stands there.</summary>
    public async Task<string> Rectification(string complaint, string status)
    {
        var id = (string)(await Admin.Do("planRectification", await Inputs("planRectification", complaint), "rectification { id }"))["rectification"]!["id"]!;
        if (status != "PLANNED")
        {
            await Admin.Do("completeRectification", new { rectificationId = id, evidence = "Photograph of the drawer" }, "rectification { id }");
        }

        if (status == "VERIFIED")
        {
            await Checker.Do("verifyRectification", new { rectificationId = id, finding = "Empty on three days." }, "rectification { id }");
        }

        return id;
    }

    /// <summary>Whether the event was raised for the record, and how often.</summary>
    public async Task<long> Raised(string happened, string number) => (long)(await AsOwner(
        $"select count(*) from suite.events e join intake.complaints c on c.id = (e.data->>'ComplaintId')::uuid where e.type like '%.{happened}' and c.number = '{number}'"))!;
}
