using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Testing;

namespace BusinessSuite.Host.Tests.Accounts;

public sealed class ForgedHeaderTests(Suite suite) : IClassFixture<Suite>
{
    [Fact]
    [Trait("row", "RL-31")]
    public async Task What_stands_in_a_header_never_takes_the_place_of_what_is_known_of_others()
    {
        var person = await suite.Person([("organization.structure.read", "ALL")]);
        await person.Query("{ departments { totalCount } }");
        var key = person.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        foreach (var forged in new[] { $"key:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}", $"Bearer {key[..^1]}", key })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ departments { totalCount } }" }) };
            request.Headers.TryAddWithoutValidation("Authorization", forged);
            using var answer = await suite.Nobody.Http.SendAsync(request);
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, forged);
            await person.Query("{ departments { totalCount } }");
        }
    }
}
