using System.Net;
using BusinessSuite.Host.Files;
using BusinessSuite.Host.Files.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Tests.Files;

/// <summary>What the store asks of a bucket, seen from the bucket.</summary>
[Trait("row", "EC-24")]
[Trait("row", "RL-34")]
public sealed class S3StoreTests
{
    private const string Name = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(HttpStatusCode.OK, "DELETE /suite/office/01/23/0123456789abcdef0123456789abcdef?uploadId=parts-1", "DELETE /suite/office/01/23/0123456789abcdef0123456789abcdef?uploadId=parts-2")]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task Parts_of_a_file_whose_uploading_broke_off_are_removed_where_the_store_can(HttpStatusCode lists, params string[] called)
    {
        var asked = new List<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var bucket = builder.Build();
        bucket.Run(http =>
        {
            asked.Add($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
            if (!HttpMethods.IsGet(http.Request.Method))
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }

            http.Response.StatusCode = (int)lists;
            http.Response.ContentType = "application/xml";
            return http.Response.WriteAsync(lists == HttpStatusCode.OK
                ? $"<ListMultipartUploadsResult>{string.Concat(new[] { "parts-1", "parts-2" }.Select(u => $"<Upload><Key>{http.Request.Query["prefix"]}</Key><UploadId>{u}</UploadId></Upload>"))}</ListMultipartUploadsResult>"
                : "<Error><Code>NotImplemented</Code></Error>");
        });
        await bucket.StartAsync();
        using var store = new S3Store(Options.Create(new FilesOptions
        {
            S3 = { Address = new(bucket.Urls.Single()), Bucket = "suite", Prefix = "office/", AccessKey = "key", SecretKey = "secret" },
        }));
        await store.Remove(Name, TestContext.Current.CancellationToken);
        asked[0].Should().Be($"DELETE /suite/office/01/23/{Name}");
        asked.Where(a => a.Contains("uploadId=", StringComparison.Ordinal)).Should().Equal(called);
    }
}
