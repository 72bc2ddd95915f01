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

    /// <summary>Everything that is measured under load.</summary>
    public static async Task<IReadOnlyList<Func<Task<Question>>>> All(Field field)
    {
        await Task.CompletedTask;
        return [() => List(field), () => ByNumber(field)];
    }

    private static Task<Question> List(Field field)
    {
        string[] statuses = ["ACCEPTED", "CLOSED", "CANCELLED"];
        return Task.FromResult(new Question(
            "50 applications of a status, newest first, with customer, assignee, department and five tasks each",
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

    private static async Task<Question> ByNumber(Field field)
    {
        var numbers = ((string)(await field.Company.Ask(
            "select string_agg(number, ' ') from (select number from intake.applications where number is not null order by md5(number) limit 200) n"))!).Split(' ');
        return new(
            "One application by its number, with its customer",
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

    private static HttpContender Suite(Field field, IEnumerable<Call> calls, string name = Us) =>
        new(name, field.Suite.Server, field.Suite.Reader, [.. calls], () => field.Company.Processor);

    private static HttpContender Graphile(Field field, IEnumerable<Call> calls) =>
        new(PostGraphile, field.PostGraphile, null, [.. calls], () => field.Company.Processor);

    private static HttpContender Hand(Field field, string name, IEnumerable<Call> calls) =>
        new(name, field.Handwritten, null, [.. calls], () => field.Company.Processor);
}
