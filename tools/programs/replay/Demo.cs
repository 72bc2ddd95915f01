using System.Globalization;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Replay;

/// <summary>A small company of the project's own making: departments, posts, people, a calendar year, an application type, applications under way.</summary>
internal static class Demo
{
    public static async Task<int> Run(Api api)
    {
        if ((await api.Ids("departments", "code")).ContainsKey("DEMO"))
        {
            Console.WriteLine("The demo company is there already.");
            return 0;
        }

        var from = "2026-01-01";
        var head = await Id(api, "createDepartment", "department", new() { ["code"] = "DEMO", ["name"] = "Green Harbour 绿港", ["validFrom"] = from });
        var intake = await Id(api, "createDepartment", "department", new() { ["code"] = "INTAKE", ["name"] = "Customer desk 受理窗口", ["validFrom"] = from, ["parentId"] = head });
        var review = await Id(api, "createDepartment", "department", new() { ["code"] = "REVIEW", ["name"] = "Review 审核部", ["validFrom"] = from, ["parentId"] = head });
        var duty = await Id(api, "createDuty", "duty", new() { ["code"] = "REVIEW_PERMIT", ["name"] = "Review of permits 许可审核" });
        var chair = await Id(api, "createPost", "post", new() { ["departmentId"] = head, ["code"] = "CHAIR", ["title"] = "Chair of the board", ["validFrom"] = from });
        var chief = await Id(api, "createPost", "post", new() { ["departmentId"] = head, ["code"] = "CHIEF", ["title"] = "Managing director", ["validFrom"] = from, ["reportsToId"] = chair, ["isHead"] = true, ["limit"] = Money("500000") });
        var clerk = await Id(api, "createPost", "post", new() { ["departmentId"] = intake, ["code"] = "CLERK", ["title"] = "Clerk", ["validFrom"] = from, ["reportsToId"] = chief });
        var reviewer = await Id(api, "createPost", "post", new() { ["departmentId"] = review, ["code"] = "REVIEWER", ["title"] = "Reviewer", ["validFrom"] = from, ["reportsToId"] = chief, ["limit"] = Money("20000") });
        await api.Do("addDutyToPost", new() { ["postId"] = reviewer, ["dutyId"] = duty, ["validFrom"] = from }, "postDuty { id }");
        await Discipline(api, [chief, chair], from);
        var people = new List<string>();
        foreach (var (number, name, post) in new[] { ("1001", "Lin Mei 林梅", chief), ("1002", "Wang Tao 王涛", clerk), ("1003", "Anna Berg", reviewer), ("1004", "Zhao Yu 赵宇", reviewer), ("1005", "Omar Said", reviewer), ("1000", "Sun Lan 孙岚", chair) })
        {
            var employee = await Id(api, "registerEmployee", "employee", new() { ["number"] = number, ["name"] = name });
            await api.Do("assignPost", new() { ["postId"] = post, ["employeeId"] = employee, ["validFrom"] = from }, "postHolding { id }");
            people.Add(employee);
        }

        await api.Do("recordAbsence", new() { ["employeeId"] = people[3], ["kind"] = "BUSINESS_TRAVEL", ["from"] = Now(-1), ["until"] = Now(14), ["deputyId"] = people[4] }, "absence { id }");
        var calendar = (await api.Ids("workCalendars", "code"))["STANDARD"];
        await api.Do("importPublicHolidays", new() { ["calendarId"] = calendar, ["region"] = "CN", ["year"] = 2026 }, "workCalendar { id }");
        await Rest(api, people[1], people[4]);
        var type = await Id(api, "createApplicationType", "applicationType", new() { ["code"] = "PERMIT", ["name"] = "Building permit 建筑许可" });
        var version = await Id(
            api, "draftApplicationTypeVersion", "applicationTypeVersion",
            new()
            {
                ["applicationTypeId"] = type,
                ["guidanceEn"] = "Bring your identity card; for more than 100 square metres also the fire report.",
                ["guidanceZh"] = "请携带身份证；面积超过 100 平方米的还须提供消防报告。",
                ["numberPattern"] = "{type}-{yyyy}{MM}{dd}-{seq:4}",
                ["noticeWithinDays"] = 5,
                ["processingTime"] = "PT80H",
                ["duty"] = "REVIEW_PERMIT",
                ["fields"] = new JsonArray(new JsonObject { ["key"] = "area", ["kind"] = "NUMBER", ["labelEn"] = "Floor area", ["labelZh"] = "建筑面积", ["required"] = true, ["help"] = "In square metres." }),
                ["materials"] = new JsonArray(
                    new JsonObject { ["name"] = "Identity card 身份证", ["form"] = "COPY" },
                    new JsonObject { ["name"] = "Fire report 消防报告", ["form"] = "ORIGINAL", ["when"] = new JsonObject { ["field"] = "area", ["operator"] = "ABOVE", ["value"] = "100" } }),
            });
        await api.Do("publishApplicationTypeVersion", new() { ["applicationTypeVersionId"] = version }, "applicationType { id }");
        var level = await Id(
            api, "draftServiceLevel", "serviceLevel",
            new()
            {
                ["applicationTypeId"] = type,
                ["completeWithin"] = "PT80H",
                ["firstAnswerWithin"] = "PT16H",
                ["pauseReasons"] = new JsonArray(new JsonObject { ["code"] = "EXPERT_REVIEW", ["nameEn"] = "An expert is heard.", ["nameZh"] = "专家评审。" }),
            });
        await api.Do("publishServiceLevel", new() { ["serviceLevelId"] = level }, "serviceLevel { id }");
        for (var i = 0; i < 12; i++)
        {
            await Apply(api, type, intake, people[1], i);
        }

        var complaint = await Id(api, "lodgeComplaint", "complaint", new()
        {
            ["subject"] = "DELAY",
            ["description"] = "I waited two hours at the desk. 在窗口等了两个小时。",
            ["remedySought"] = "Appointments. 希望可以预约。",
            ["channel"] = "DESK",
            ["departmentId"] = intake,
            ["aboutId"] = people[1],
        });
        await api.Do("acknowledgeComplaint", new() { ["complaintId"] = complaint, ["handlerId"] = people[0] }, "complaint { id }");
        Console.WriteLine("The demo company Green Harbour is there: 3 departments, 6 people, 12 applications, 1 complaint.");
        return 0;
    }

    /// <summary>The scale of penalties, and who decides by it, about appeals too.</summary>
    private static async Task Discipline(Api api, string[] posts, string from)
    {
        var duty = await Id(api, "createDuty", "duty", new() { ["code"] = "DISCIPLINE", ["name"] = "Decisions on discipline 纪律处分" });
        foreach (var post in posts)
        {
            await api.Do("addDutyToPost", new() { ["postId"] = post, ["dutyId"] = duty, ["validFrom"] = from }, "postDuty { id }");
        }

        await api.Do(
            "publishPenaltyScale",
            new()
            {
                ["validFrom"] = from,
                ["penalties"] = new JsonArray(
                    new JsonObject { ["code"] = "WARNING", ["name"] = "Warning 警告", ["appliesTo"] = "Lateness and absence", ["severity"] = 1, ["expiresAfterMonths"] = 12 },
                    new JsonObject { ["code"] = "DEMOTION", ["name"] = "Demotion 降职", ["appliesTo"] = "Gross negligence", ["severity"] = 3 }),
            },
            "penaltyScale { id }");
    }

    /// <summary>Ten days of annual leave, some of which are asked for.</summary>
    private static async Task Rest(Api api, string employee, string deputy)
    {
        var annual = (await api.Ids("leaveTypes", "code"))["ANNUAL"];
        await api.Do("adjustLeave", new() { ["employeeId"] = employee, ["leaveTypeId"] = annual, ["amount"] = "10", ["day"] = Now(0)[..10], ["reason"] = "Brought over 上年结转" }, "leaveEntry { id }");
        await api.Do(
            "requestLeave",
            new() { ["employeeId"] = employee, ["leaveTypeId"] = annual, ["days"] = new JsonObject { ["first"] = Now(14)[..10], ["last"] = Now(24)[..10] }, ["deputyId"] = deputy },
            "leaveRequest { id }");
    }

    private static async Task Apply(Api api, string type, string department, string clerk, int i)
    {
        var contact = await Id(api, "registerContact", "contact", new() { ["name"] = $"Customer {i + 1}", ["email"] = $"customer{i + 1}@example.org" });
        var application = await Id(api, "receiveApplication", "application", new()
        {
            ["applicationTypeId"] = type,
            ["applicantId"] = contact,
            ["departmentId"] = department,
            ["responsibleId"] = clerk,
            ["channel"] = i % 3 == 0 ? "INTERNET" : "DESK",
            ["answers"] = new JsonArray(new JsonObject { ["key"] = "area", ["value"] = (60 + (i * 10)).ToString(CultureInfo.InvariantCulture) }),
        });
        if (i % 4 == 3)
        {
            return;
        }

        var items = (await api.Query("query($id: ID!) { application(id: $id) { checklist(where: {verdict: {eq: UNJUDGED}}) { nodes { id } } } }", new { id = application }))["application"]!["checklist"]!["nodes"]!.AsArray();
        var verdict = i % 4 == 2 ? "MISSING" : "PRESENT";
        await api.Do("judgeChecklist", new() { ["applicationId"] = application, ["verdicts"] = new JsonArray([.. items.Select(n => new JsonObject { ["itemId"] = (string)n!["id"]!, ["verdict"] = verdict })]) }, "application { id }");
        if (verdict == "MISSING")
        {
            await api.Do("issueSupplementNotice", new() { ["applicationId"] = application }, "supplementNotice { id }");
            return;
        }

        await api.Do("acceptApplication", new() { ["applicationId"] = application }, "application { id }");
        var task = await Id(api, "planTask", "task", new()
        {
            ["applicationId"] = application,
            ["name"] = "Review the plans",
            ["dueAt"] = Now(10),
            ["criteria"] = new JsonArray(new JsonObject { ["demand"] = "No open objection", ["measure"] = "objections counted in the review sheet" }),
        });
        await api.Do("assignTask", new() { ["taskId"] = task }, "task { id }");
    }

    private static async Task<string> Id(Api api, string operation, string single, JsonObject input) => (string)(await api.Do(operation, input, $"{single} {{ id }}"))[single]!["id"]!;

    private static JsonObject Money(string amount) => new() { ["amount"] = amount, ["currency"] = "CNY" };

    private static string Now(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
