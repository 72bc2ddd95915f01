namespace BusinessSuite.Organization.Posts;

/// <summary>A post with one of its holders, and what it is and carries on that day.</summary>
internal sealed class HeldPost
{
    public required PostHolding Holding { get; init; }

    public required Post Post { get; init; }

    public required PostVersion Version { get; init; }
}

/// <summary>Finds who holds posts.</summary>
internal static class Holders
{
    /// <summary>The posts that there are on a day, with who holds them then.</summary>
    public static IQueryable<HeldPost> HeldOn(this OrganizationDbContext db, DateOnly day) =>
        from holding in db.PostHoldings
        join post in db.Posts on holding.PostId equals post.Id
        join version in db.PostVersions on post.Id equals version.PostId
        where holding.ValidFrom <= day && (holding.ValidUntil == null || holding.ValidUntil > day)
            && post.ValidFrom <= day && (post.ValidUntil == null || post.ValidUntil > day)
            && version.ValidFrom <= day && (version.ValidUntil == null || version.ValidUntil > day)
        select new HeldPost { Holding = holding, Post = post, Version = version };

    /// <summary>The posts that carry a duty on a day, with who holds them then.</summary>
    public static IQueryable<HeldPost> Carrying(this OrganizationDbContext db, string duty, DateOnly day) =>
        from held in db.HeldOn(day)
        join carried in db.PostDuties on held.Post.Id equals carried.PostId
        join d in db.Duties on carried.DutyId equals d.Id
        where d.Code == duty && carried.ValidFrom <= day && (carried.ValidUntil == null || carried.ValidUntil > day)
        select held;
}
