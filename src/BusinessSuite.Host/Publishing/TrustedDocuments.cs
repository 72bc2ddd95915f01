using BusinessSuite.Host.Data;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Modules;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusinessSuite.Host.Publishing;

/// <summary>
/// Puts the text of a published document in the place of its id. Where <c>Graph:TrustedOnly</c> is set, people may send ids only;
/// service accounts and those who may publish documents write their own.
/// </summary>
internal sealed class TrustedDocuments(SuiteDataSources sources, IOptions<GraphOptions> options, TimeProvider clock) : IDisposable
{
    // A hash stands for one text for ever, but what it was published with may be withdrawn.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly MemoryCache _texts = new(new MemoryCacheOptions { SizeLimit = 16 * 1024 * 1024 });

    /// <summary>The request with its document.</summary>
    /// <exception cref="RequestException">There is no such document (DOCUMENT_NOT_FOUND), or the caller may not write documents (FORBIDDEN).</exception>
    public async ValueTask<GraphRequest> Complete(GraphRequest request, Caller caller, CancellationToken ct)
    {
        if (request.DocumentId is { } id)
        {
            var (text, app) = await Find(id, ct);
            return request with { Query = text, App = app };
        }

        return !options.Value.TrustedOnly || caller.IsService || caller.May(SuitePermissions.PublishDocuments)
            ? request
            : throw new RequestException("Only documents that an app was published with are taken here: send documentId in place of query.", "FORBIDDEN");
    }

    public void Dispose() => _texts.Dispose();

    private async ValueTask<(string Text, string App)> Find(string id, CancellationToken ct)
    {
        var hash = DocumentList.HashOf(id) ?? throw NotFound();
        if (_texts.TryGetValue(hash, out Known? known) && clock.GetElapsedTime(known!.Since) < Fresh)
        {
            return (known.Text, known.App);
        }

        // Whoever may send the id may have the text it stands for, though not the list of what was published.
        await using var connection = await sources.Read.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                CallerCommand.Of(CallerSetting.System(null)),
                new("select min(body), string_agg(distinct app, ', ') from suite.published_documents where hash = $1 and withdrawn_at is null having count(*) > 0")
                {
                    Parameters = { new() { Value = hash } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var (text, app) = await reader.ReadAsync(ct) ? (reader.GetString(0), reader.GetString(1)) : throw NotFound();
        _texts.Set(hash, new Known(text, app, clock.GetTimestamp()), new MemoryCacheEntryOptions { Size = (2 * text.Length) + 256 });
        return (text, app);
    }

    private static RequestException NotFound() => new("No document of this id was published.", "DOCUMENT_NOT_FOUND");

    /// <summary>A text and who sends it.</summary>
    private sealed record Known(string Text, string App, long Since);
}
