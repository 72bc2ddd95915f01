using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Publishing;

/// <summary>What was withdrawn.</summary>
/// <param name="App">The app.</param>
/// <param name="AppVersion">Its version.</param>
/// <param name="Documents">How many of its documents were in use until now.</param>
internal sealed record WithdrawnDocuments(string App, string AppVersion, int Documents);

/// <summary>What withdrawal can be refused for.</summary>
internal static class PublishingRules
{
    /// <summary>There is nothing to withdraw.</summary>
    public static readonly Rule NothingPublished = new("NOTHING_PUBLISHED", new("This version of the app was published with no document.", "该应用的此版本没有发布过文档。"));
}

internal static class WithdrawDocumentsOperation
{
    /// <summary>Withdraws the documents of an app's version that nobody uses any more: within seconds their ids are answered with DOCUMENT_NOT_FOUND, except those that another version has too. Published again, they are back.</summary>
    /// <param name="app">The app, as it was published.</param>
    /// <param name="appVersion">Its version, as it was published.</param>
    [Mutation, Requires(SuitePermissions.PublishDocuments)]
    public static async Task<WithdrawnDocuments> WithdrawDocuments(string app, string appVersion, SuiteDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var published = await db.PublishedDocuments.Where(d => d.App == app && d.AppVersion == appVersion).ToListAsync(ct);
        if (published.Count == 0)
        {
            throw new RuleViolation(PublishingRules.NothingPublished) { Field = ["app"] };
        }

        var inUse = published.FindAll(d => d.WithdrawnAt is null);
        foreach (var document in inUse)
        {
            document.WithdrawnAt = clock.GetUtcNow();
        }

        return new(app, appVersion, inUse.Count);
    }
}
