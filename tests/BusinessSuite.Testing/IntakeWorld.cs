using System.Text.Json.Nodes;

namespace BusinessSuite.Testing;

/// <summary>A small office: a department, people, an application type, and the ways to bring applications along.</summary>
public class IntakeWorld : Suite
{
    private static readonly DateOnly Start = new(2020, 1, 1);
    private int _people;

    public string Department { get; private set; } = "";

    public string Type { get; private set; } = "";

    public string Contact { get; private set; } = "";

    public string Clerk { get; private set; } = "";

    protected override bool OwnClock => true;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Department = await NewDepartment("PERMITS");
        Clerk = await NewEmployee();
        Contact = (string)(await Admin.Do("registerContact", new { name = "Zhang San", phone = "+86 138-0000-0000" }, "contact { id }"))["contact"]!["id"]!;
        Type = await NewType("PERMIT", "{type}-{yyyy}{MM}{dd}-{seq:4}");
    }

    public async Task<string> NewDepartment(string code) =>
        (string)(await Admin.Do("createDepartment", new { code, name = code, validFrom = Start }, "department { id }"))["department"]!["id"]!;

    public async Task<string> NewEmployee(string? department = null) => (string)(await Admin.Do(
        "registerEmployee", new { number = $"E{Interlocked.Increment(ref _people):D4}", name = $"Employee {_people}", departmentId = department ?? Department }, "employee { id }"))["employee"]!["id"]!;

    public async Task<string> NewType(string code, string pattern, string? duty = null, object[]? competences = null)
    {
        var type = (string)(await Admin.Do("createApplicationType", new { code, name = code }, "applicationType { id }"))["applicationType"]!["id"]!;
        var version = (string)(await Admin.Do(
            "draftApplicationTypeVersion",
            new
            {
                applicationTypeId = type,
                guidanceEn = "Bring your papers.",
                guidanceZh = "请携带材料。",
                numberPattern = pattern,
                noticeWithinDays = 5,
                processingTime = "PT40H",
                duty,
                competences,
                fields = new object[]
                {
                    new { key = "area", kind = "NUMBER", labelEn = "Area", labelZh = "面积", required = true, help = "In square metres.", sampleFile = "https://example.org/sample.pdf" },
                    new { key = "use", kind = "CHOICE", labelEn = "Use", labelZh = "用途", choices = new[] { "HOME", "SHOP" } },
                },
                materials = new object[]
                {
                    new { name = "Identity card", form = "COPY", count = 1 },
                    new { name = "Lease", form = "ORIGINAL", count = 1, validDays = 365, when = new { field = "use", @operator = "EQUAL", value = "SHOP" } },
                    new { name = "Fire report", form = "ORIGINAL", count = 2, when = new { field = "area", @operator = "ABOVE", value = "100" } },
                },
            },
            "applicationTypeVersion { id }"))["applicationTypeVersion"]!["id"]!;
        await Admin.Do("publishApplicationTypeVersion", new { applicationTypeVersionId = version }, "applicationType { id }");
        return type;
    }

    /// <summary>Receives an application, as a home of 50 square metres unless told otherwise: one material is asked for.</summary>
    public async Task<(string Id, string Secret)> Receive(string? type = null, object[]? answers = null, string? department = null, string? responsible = null)
    {
        var payload = await Admin.Do(
            "receiveApplication",
            new { applicationTypeId = type ?? Type, applicantId = Contact, departmentId = department ?? Department, responsibleId = responsible, channel = "DESK", answers = answers ?? [new { key = "area", value = "50" }] },
            "application { id } trackingSecret");
        return ((string)payload["application"]!["id"]!, (string)payload["trackingSecret"]!);
    }

    /// <summary>The items of the checklist that the answers ask for.</summary>
    public async Task<List<string>> Checklist(string application) =>
        [.. (await Admin.Query("query($id: ID!) { application(id: $id) { checklist { nodes { id applies } } } }", new { id = application }))["application"]!["checklist"]!["nodes"]!.AsArray()
            .Where(i => (bool)i!["applies"]!).Select(i => (string)i!["id"]!)];

    public async Task Judge(string application, string verdict, string? reason = null, bool correctableNow = false) => await Admin.Do(
        "judgeChecklist",
        new { applicationId = application, verdicts = (await Checklist(application)).Select(i => new { itemId = i, verdict, reason, correctableNow }) },
        "application { id }");

    public async Task<JsonNode> Accept(string application) =>
        (await Admin.Do("acceptApplication", new { applicationId = application }, "application { id number status acceptedAt plannedEndAt }"))["application"]!;

    /// <summary>An accepted application.</summary>
    public async Task<string> Accepted(string? type = null)
    {
        var (id, _) = await Receive(type);
        await Judge(id, "PRESENT");
        await Accept(id);
        return id;
    }
}
