using System.Text.RegularExpressions;
using BusinessSuite.Sdk;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Policies;

/// <summary>What became of a clause or of a piece of its text.</summary>
public enum TextChange
{
    /// <summary>It is as it was.</summary>
    Unchanged,

    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It reads otherwise.</summary>
    Changed,
}

/// <summary>What became of a clause.</summary>
/// <param name="Number">The clause's number.</param>
/// <param name="Change">What became of it.</param>
/// <param name="Pieces">The text before and after in one, piece by piece.</param>
internal sealed record ClauseDifference(string Number, TextChange Change, IReadOnlyList<TextPiece> Pieces);

/// <summary>A piece of text.</summary>
/// <param name="Change">Whether it stands in both texts, in the new one only, or in the old one only.</param>
/// <param name="Text">The piece.</param>
internal sealed record TextPiece(TextChange Change, string Text);

internal static partial class PolicyDifferenceQuery
{
    /// <summary>What a version of a policy changed: each clause, and within it each word; in Chinese each character.</summary>
    /// <param name="versionId">The version.</param>
    /// <param name="againstId">The version to compare it with; the one before it unless given.</param>
    [Query, Requires(Permissions.ReadPolicies)]
    public static async Task<IReadOnlyList<ClauseDifference>> PolicyDifference(
        Id<PolicyVersion> versionId, OrganizationDbContext db, CancellationToken ct, Id<PolicyVersion>? againstId = null)
    {
        var version = await db.PolicyVersions.FirstOrDefaultAsync(v => v.Id == versionId.Value, ct) ?? throw new RuleViolation(PlatformRules.NotFound);
        var before = againstId?.Value ?? await db.PolicyVersions.Where(v => v.PolicyId == version.PolicyId && v.Number == version.Number - 1).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct);
        var (now, then) = (await Clauses(version.Id), before is { } other ? await Clauses(other) : []);
        var texts = then.ToDictionary(c => c.Number, c => c.Text);
        var numbers = now.Select(c => c.Number).ToHashSet();
        return
        [
            .. now.Select(c => Compare(c.Number, texts.GetValueOrDefault(c.Number), c.Text)),
            .. then.Where(c => !numbers.Contains(c.Number)).Select(c => Compare(c.Number, c.Text, null)),
        ];

        Task<List<PolicyClause>> Clauses(Guid of) => db.PolicyClauses.AsNoTracking().Where(c => c.PolicyVersionId == of).OrderBy(c => c.Id).ToListAsync(ct);
    }

    private static ClauseDifference Compare(string number, string? before, string? after) => (before, after) switch
    {
        (null, _) => new(number, TextChange.Added, [new(TextChange.Added, after!)]),
        (_, null) => new(number, TextChange.Removed, [new(TextChange.Removed, before)]),
        _ when before == after => new(number, TextChange.Unchanged, [new(TextChange.Unchanged, after)]),
        _ => new(number, TextChange.Changed, Pieces(before, after)),
    };

    private static List<TextPiece> Pieces(string before, string after)
    {
        var pieces = new List<TextPiece>();
        foreach (var line in InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false, ignoreCase: false, new Words()).Lines)
        {
            var change = line.Type switch { ChangeType.Inserted => TextChange.Added, ChangeType.Deleted => TextChange.Removed, _ => TextChange.Unchanged };
            if (pieces is [.., var last] && last.Change == change)
            {
                pieces[^1] = last with { Text = last.Text + line.Text };
            }
            else
            {
                pieces.Add(new(change, line.Text));
            }
        }

        return pieces;
    }

    [GeneratedRegex(@"[\u2E80-\u9FFF\uF900-\uFAFF]|[\w-[\u2E80-\u9FFF\uF900-\uFAFF]]+|\s+|.", RegexOptions.Singleline)]
    private static partial Regex Word();

    /// <summary>Words; Chinese, which does not part them, by characters.</summary>
    private sealed class Words : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Word().Matches(text).Select(m => m.Value)];
    }
}
