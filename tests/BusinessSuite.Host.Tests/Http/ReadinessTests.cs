using System.Net;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Http;

public sealed class ReadinessTests(Suite suite) : IClassFixture<Suite>
{
    [Theory]
    [Trait("row", "RL-14")]
    [InlineData("schema")]
    [InlineData("job")]
    [InlineData("jobqueue")]
    [InlineData("server")]
    public async Task Without_a_table_of_the_jobs_the_suite_is_not_ready(string table)
    {
        await suite.AsOwner($"alter table hangfire.{table} rename to away");
        try
        {
            using var answer = await suite.Nobody.Http.GetAsync("/health/ready");
            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("The job storage cannot be used.");
        }
        finally
        {
            await suite.AsOwner($"alter table hangfire.away rename to {table}");
        }

        (await suite.Nobody.Http.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
