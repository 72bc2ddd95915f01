using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Loyalty;

internal sealed class LoyaltyModule : IModule
{
    public ModuleManifest Manifest { get; } = new("loyalty", "1.0.0", "[0.1,1.0)") { DependsOn = [new("intake", "[0.1,1.0)")], Permissions = typeof(Permissions) };
}

internal static class Permissions
{
    public const string Read = "loyalty.award.read";
    public const string Award = "loyalty.award.give";
}

/// <summary>Points given to an application.</summary>
[Readable(Permissions.Read), Removable]
internal sealed class LoyaltyAward : Entity
{
    /// <summary>The application.</summary>
    [Relation<ApplicationRef>(Inverse = "loyaltyAwards", InverseDescription = "The points given to it, award by award.")]
    public Guid ApplicationId { get; init; }

    /// <summary>How many points, above 0.</summary>
    [Sortable]
    public int Points { get; init; }

    /// <summary>When they were given; they are good for a year.</summary>
    public DateTimeOffset GivenAt { get; init; }
}

internal sealed class LoyaltyDbContext(DbContextOptions<LoyaltyDbContext> options) : ModuleDbContext("loyalty", options)
{
    public DbSet<LoyaltyAward> Awards => Set<LoyaltyAward>();
}

[DbContext(typeof(LoyaltyDbContext)), Migration("20260101000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table loyalty.awards (id uuid primary key, version int not null, application_id uuid not null,
          points int not null constraint ck_awards_points check (points > 0), given_at timestamptz not null);
        create index on loyalty.awards (application_id); create index on loyalty.awards (points, id);
        """);
}

internal static class AwardPointsOperation
{
    public static readonly Rule Positive = new("POINTS_NOT_POSITIVE", new("Points are above 0.", "积分须大于 0。"), Constraint: "ck_awards_points");

    /// <summary>Gives points to an application.</summary>
    /// <param name="applicationId">The application.</param>
    /// <param name="points">How many, above 0.</param>
    [Mutation, Requires(Permissions.Award)]
    public static LoyaltyAward AwardPoints(Id<ApplicationRef> applicationId, int points, TimeProvider clock) =>
        new() { ApplicationId = applicationId, Points = points, GivenAt = clock.GetUtcNow() };
}

internal static class LoyaltyPointsField
{
    /// <summary>The points it was given, summed up.</summary>
    [Field<ApplicationRef>]
    public static async Task<IReadOnlyDictionary<Guid, int>> LoyaltyPoints(IReadOnlyList<Guid> keys, LoyaltyDbContext db, CancellationToken ct) => await db.Awards
        .Where(a => keys.Contains(a.ApplicationId)).GroupBy(a => a.ApplicationId).ToDictionaryAsync(g => g.Key, g => g.Sum(a => a.Points), ct);
}

internal sealed class AwardAcceptance(LoyaltyDbContext db) : IHandle<ApplicationAccepted>
{
    public async Task Handle(ApplicationAccepted happened, CancellationToken ct) =>
        await db.AddAsync(new LoyaltyAward { ApplicationId = happened.ApplicationId, Points = 10, GivenAt = happened.At }, ct);
}

[Recurring("loyalty.forget-old-points", "* * * * *")]
internal sealed class ForgetOldPoints(LoyaltyDbContext db) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct) =>
        db.RemoveRange(await db.Awards.Where(a => a.GivenAt < tick.AddYears(-1)).ToListAsync(ct));
}
