using System.Globalization;
using System.Text.Json.Nodes;

namespace BusinessSuite.Tools.Bench;

/// <summary>All that takes part in a run.</summary>
/// <param name="Company">The large company.</param>
/// <param name="Suite">The suite on it.</param>
/// <param name="PostGraphile">PostGraphile on it.</param>
/// <param name="Handwritten">The endpoints written by hand, on it.</param>
/// <param name="SmallCompany">The small company.</param>
/// <param name="SmallSuite">The suite on that.</param>
/// <param name="Applications">How many applications the large company has.</param>
internal sealed record Field(Company Company, Suite Suite, Server PostGraphile, Server Handwritten, Company SmallCompany, Suite SmallSuite, int Applications);

/// <summary>What is asked.</summary>
internal static class Questions
{
    private const string Us = "suite";
    private const string PostGraphile = "PostGraphile";
    private const string ByHand = "hand-written";
    private const string Sql = "SQL";
    private const int Page = 50;
    private const int LongPage = Tools.Bench.Suite.ExportRows;

    /// <summary>Everything that is measured under load; a question is put together when its turn comes.</summary>
    public static IReadOnlyList<(string Title, Func<string, Field, Task<Question>> Make)> All { get; } =
    [
        ("50 applications of a status, newest first, with customer, assignee, department and five tasks each", List),
        ("One application by its number, with its customer", ByNumber),
        ("A page of 50 by cursor", Pages),
        ("20 applications by two conditions on the assignee, in the order of the customers' names", Related),
        ("20 applications of an employee, newest first, with the count of all", Count),
        ("All applications counted by status", Groups),
    ];

    private static Task<Question> List(string title, Field field)
    {
        string[] statuses = ["ACCEPTED", "CLOSED", "CANCELLED"];
        return Task.FromResult(new Question(
            title,
            [
                Suite(field, statuses.Select(status => Call.Graph(
                    """
                    query($status: ApplicationStatus!) {
                      applications(first: 50, where: { status: { eq: $status } }, orderBy: [{ field: RECEIVED_AT, direction: DESC }]) {
                        nodes {
                          number status channel receivedAt plannedEndAt
                          applicant { name phone }
                          responsible { name number department { name code } }
                          tasks(first: 5) { nodes { name status dueAt } }
                        }
                      }
                    }
                    """,
                    new { status }))),
                Graphile(field, statuses.Select(status => Call.Graph(
                    """
                    query($status: String!) {
                      applications: allApplications(first: 50, condition: { status: $status }, orderBy: [RECEIVED_AT_DESC]) {
                        nodes {
                          number status channel receivedAt plannedEndAt
                          applicant: contactByApplicantId { name phone }
                          responsible: organizationEmployeeByResponsibleId { name number department: organizationDepartmentByDepartmentId { name code } }
                          tasks: tasksByApplicationId(first: 5) { nodes { name status dueAt } }
                        }
                      }
                    }
                    """,
                    new { status }))),
                Hand(field, ByHand, statuses.Select(status => new Call($"/applications?status={status}"))),
                Hand(field, "hand-written without row security", statuses.Select(status => new Call($"/unbound/applications?status={status}"))),
            ],
            [Target.AtLeast(Us, 3.0, PostGraphile), Target.AtLeast(Us, 0.70, ByHand)]));
    }

    private static async Task<Question> ByNumber(string title, Field field)
    {
        var numbers = ((string)(await field.Company.Ask(
            "select string_agg(number, ' ') from (select number from intake.applications where number is not null order by md5(number) limit 200) n"))!).Split(' ');
        return new(
            title,
            [
                Suite(field, numbers.Select(number => Call.Graph(
                    "query($number: String!) { applications(first: 1, where: { number: { eq: $number } }) { nodes { number status channel receivedAt plannedEndAt applicant { name phone email } } } }",
                    new { number }))),
                Graphile(field, numbers.Select(number => Call.Graph(
                    "query($number: String!) { applications: allApplications(first: 1, condition: { number: $number }) { nodes { number status channel receivedAt plannedEndAt applicant: contactByApplicantId { name phone email } } } }",
                    new { number }))),
                Hand(field, ByHand, numbers.Select(number => new Call($"/applications/{number}"))),
            ],
            [Target.AtLeast(Us, 4.0, PostGraphile)]);
    }

    private static async Task<Question> Pages(string title, Field field)
    {
        // The 10,000th page of a million rows; halfway down a smaller list.
        var deep = Math.Min(10_000, field.Applications / Page / 2);
        var half = Options.Small / Page / 2;
        var (first, there, small) = ("1st page", $"page {deep:N0} of {field.Applications:N0} rows", $"page {half:N0} of {Options.Small:N0} rows");
        return new(
            title,
            [
                Paging(first, field.Suite, field.Company, [null]),
                Paging(there, field.Suite, field.Company, await Cursors(field.Suite, deep)),
                Paging(small, field.SmallSuite, field.SmallCompany, await Cursors(field.SmallSuite, half)),
            ],
            [Target.AtMost(there, 1.3, first), Target.AtMost(there, 1.3, small)])
        {
            SameAnswers = false,
        };
    }

    private static HttpContender Paging(string name, Suite suite, Company company, IEnumerable<string?> cursors) => new(
        name, suite.Server, suite.Reader, [.. cursors.Select(after => Call.Graph(
            $"query($after: String) {{ applications(first: {Page}, after: $after, orderBy: [{{ field: RECEIVED_AT, direction: DESC }}]) {{ nodes {{ number status channel receivedAt }} pageInfo {{ hasNextPage endCursor }} }} }}",
            new { after }))],
        () => company.Processor);

    /// <summary>The cursors of ten pages in a row, found as clients find them: page by page, though by long ones up to there.</summary>
    private static async Task<IReadOnlyList<string?>> Cursors(Suite suite, int page)
    {
        var cursors = new List<string?>();
        string? after = null;
        for (var left = (page - 1) * Page; cursors.Count < 10; left -= LongPage)
        {
            var first = left > 0 ? Math.Min(left, LongPage) : Page;
            var found = await suite.As(suite.Export).Query(
                "query($first: Int!, $after: String) { applications(first: $first, after: $after, orderBy: [{ field: RECEIVED_AT, direction: DESC }]) { pageInfo { endCursor } } }", new { first, after });
            after = found["applications"]!["pageInfo"]!["endCursor"]!.ToString();
            if (left <= LongPage)
            {
                cursors.Add(after);
            }
        }

        return cursors;
    }

    private static Task<Question> Related(string title, Field field)
    {
        (string Name, string Department)[] assignees = [("Zhang", "D01"), ("Wang", "D03"), ("Chen", "D07"), ("Li", "D12")];
        return Task.FromResult(new Question(
            title,
            [
                Suite(field, assignees.Select(a => Call.Graph(
                    """
                    query($name: String!, $department: String!) {
                      applications(
                        first: 20
                        where: { responsible: { name: { contains: $name }, department: { code: { eq: $department } } } }
                        orderBy: [{ applicant: { field: NAME } }]
                      ) { nodes { number receivedAt applicant { name } responsible { name number } } }
                    }
                    """,
                    new { name = a.Name, department = a.Department }))),
                Graphile(field, assignees.Select(a => Call.Graph(
                    """
                    query($name: String!, $department: String!) {
                      applications: allApplications(
                        first: 20
                        filter: { organizationEmployeeByResponsibleId: { name: { includesInsensitive: $name }, organizationDepartmentByDepartmentId: { code: { equalTo: $department } } } }
                        orderBy: [CONTACT_BY_APPLICANT_ID__NAME_ASC]
                      ) { nodes { number receivedAt applicant: contactByApplicantId { name } responsible: organizationEmployeeByResponsibleId { name number } } }
                    }
                    """,
                    new { name = a.Name, department = a.Department }))),
            ],
            [Target.AtLeast(Us, 1.5, PostGraphile)]));
    }

    private static async Task<Question> Count(string title, Field field)
    {
        var numbers = ((string)(await field.Company.Ask(
            "select string_agg(number, ' ') from (select number from organization.employees order by md5(number) limit 40) n"))!).Split(' ');
        return new(
            title,
            [
                Suite(field, numbers.Select(number => Call.Graph(
                    "query($number: String!) { applications(first: 20, where: { responsible: { number: { eq: $number } } }, orderBy: [{ field: RECEIVED_AT, direction: DESC }]) { totalCount nodes { number status receivedAt } } }",
                    new { number }))),
                Graphile(field, numbers.Select(number => Call.Graph(
                    "query($number: String!) { applications: allApplications(first: 20, filter: { organizationEmployeeByResponsibleId: { number: { equalTo: $number } } }, orderBy: [RECEIVED_AT_DESC]) { totalCount nodes { number status receivedAt } } }",
                    new { number }))),
            ],
            [Target.AtLeast(Us, 1.5, PostGraphile)]);
    }

    private static Task<Question> Groups(string title, Field field)
    {
        static JsonNode Pairs(JsonArray groups, Func<JsonNode, (string Status, long Count)> read) =>
            new JsonArray([.. groups.Select(g => read(g!)).OrderBy(g => g.Status, StringComparer.Ordinal).Select(g => (JsonNode)new JsonArray(g.Status, g.Count))]);
        return Task.FromResult(new Question(
            title,
            [
                Suite(field, [Call.Graph("{ applications { groups(by: [{ field: STATUS }]) { keys { status } count } } }")],
                    d => Pairs(d["applications"]!["groups"]!.AsArray(), g => (g["keys"]!["status"]!.ToString(), g["count"]!.GetValue<long>()))),
                Graphile(field, [Call.Graph("{ applications: allApplications { groupedAggregates(groupBy: [STATUS]) { keys distinctCount { rowId } } } }")],
                    d => Pairs(d["applications"]!["groupedAggregates"]!.AsArray(), g => (g["keys"]![0]!.ToString(), long.Parse(g["distinctCount"]!["rowId"]!.ToString(), CultureInfo.InvariantCulture)))),
                new SqlContender(Sql, field.Company, field.Suite.Caller, "select status, count(*) from intake.applications group by status order by status"),
            ],
            [Target.AtMost(Us, 1.5, Sql)]));
    }

    private static HttpContender Suite(Field field, IEnumerable<Call> calls, Func<JsonNode, JsonNode>? map = null) =>
        new(Us, field.Suite.Server, field.Suite.Reader, [.. calls], () => field.Company.Processor, map);

    private static HttpContender Graphile(Field field, IEnumerable<Call> calls, Func<JsonNode, JsonNode>? map = null) =>
        new(PostGraphile, field.PostGraphile, null, [.. calls], () => field.Company.Processor, map);

    private static HttpContender Hand(Field field, string name, IEnumerable<Call> calls) =>
        new(name, field.Handwritten, null, [.. calls], () => field.Company.Processor);
}
