using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Departments;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Posts;

/// <summary>What changes of a post.</summary>
/// <param name="PostCode">The code of the post.</param>
/// <param name="Title">The title; as it was unless given.</param>
/// <param name="IsHead">Whether its holder heads the department; as it was unless given.</param>
/// <param name="Limit">Up to which amount its holder may sign; as it was unless given.</param>
/// <param name="WithoutLimit">Whether its holder may sign for no amount any more.</param>
/// <param name="Roles">The names of all roles that come with it; as they were unless given.</param>
internal sealed record PostChange(
    string PostCode, string? Title = null, bool? IsHead = null, Money? Limit = null, bool WithoutLimit = false, IReadOnlyList<string>? Roles = null);

internal static class ChangePostOperation
{
    /// <summary>
    /// Changes what a post is called and what it carries, from a day on until its next change. What it was before stays on record: who signed under it
    /// is judged by the limit of the day of the signature. Who changes its roles may give roles to accounts too.
    /// </summary>
    /// <param name="validFrom">The first day of the change: today or later.</param>
    /// <param name="title">The title; as it was unless given.</param>
    /// <param name="isHead">Whether its holder heads the department; as it was unless given.</param>
    /// <param name="limit">Up to which amount its holder may sign; as it was unless given.</param>
    /// <param name="withoutLimit">Whether its holder may sign for no amount any more.</param>
    /// <param name="roles">The names of all roles that come with it; as they were unless given.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static async Task<Post> ChangePost(
        Post post, DateOnly validFrom, OrganizationDbContext db, WorkCalendars calendars, Caller caller, TimeProvider clock, CancellationToken ct,
        string? title = null, bool? isHead = null, Money? limit = null, bool withoutLimit = false, IReadOnlyList<string>? roles = null)
    {
        var today = await calendars.Day(clock.GetUtcNow(), ct);
        await Change(post, new(post.Code, title, isHead, limit, withoutLimit, roles), validFrom, today, db, caller, ct);
        await TakeEffect.On(today, db, ct);
        return post;
    }

    /// <summary>Lets a post be something else from a day on.</summary>
    public static async Task Change(Post post, PostChange change, DateOnly day, DateOnly today, OrganizationDbContext db, Caller caller, CancellationToken ct)
    {
        if (day < today)
        {
            throw new RuleViolation(OrganizationRules.ChangedBefore) { Field = ["validFrom"] };
        }

        var before = await db.PostVersions.FirstOrDefaultAsync(v => v.PostId == post.Id && v.ValidFrom <= day && (v.ValidUntil == null || v.ValidUntil > day), ct);
        if (before is null || post.ValidUntil <= day)
        {
            throw new RuleViolation(OrganizationRules.PostClosed) { Field = ["validFrom"] };
        }

        var after = new PostVersion
        {
            PostId = post.Id,
            Title = change.Title ?? before.Title,
            IsHead = change.IsHead ?? before.IsHead,
            Limit = change.WithoutLimit ? null : change.Limit ?? before.Limit,
            Roles = [.. change.Roles ?? before.Roles],
            ValidFrom = day,
            ValidUntil = before.ValidUntil,
        };
        if (after.Says(before))
        {
            throw new RuleViolation(OrganizationRules.NothingChanges);
        }

        if (!after.Roles.SequenceEqual(before.Roles))
        {
            CreatePostOperation.RequireRoles(caller, [.. before.Roles, .. after.Roles]);
        }

        if (before.ValidFrom == day)
        {
            before.Say(after);
        }
        else
        {
            before.ValidUntil = day;
            // The old one must end before the new one begins, or the two would overlap.
            await db.SaveChangesAsync(ct);
            db.Add(after);
        }

        await db.SaveChangesAsync(ct);
    }
}
