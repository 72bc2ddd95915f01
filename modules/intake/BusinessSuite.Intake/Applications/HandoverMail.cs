using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>What tells an employee which cases came to him or to his department.</summary>
/// <param name="Count">How many did.</param>
/// <param name="Cases">The first of them.</param>
internal sealed record HandedOverCases(int Count, IReadOnlyList<HandedOverCase> Cases) : IMessageData<HandedOverCases>
{
    public static string Template => "intake.handover";

    public static HandedOverCases Sample { get; } = new(1, [new("PERMIT-20260302-0001", "Permit", "It belongs to another department.", true, new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero))]);
}

/// <summary>A case that came to somebody.</summary>
/// <param name="Number">Its number; empty before it has one.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Reason">Why it came.</param>
/// <param name="Owned">Whether who is told answers for it; otherwise nobody does yet.</param>
/// <param name="Due">Until when the case is to be done; null when nothing says so.</param>
internal sealed record HandedOverCase(string Number, string Type, string Reason, bool Owned, DateTimeOffset? Due);

/// <summary>A handover and who is told of it.</summary>
internal sealed record HandoverTold(Handover Handover, Guid RecipientId);

/// <summary>Tells employees which cases came to them without their doing. Who gets several at once gets one mail.</summary>
[Provides]
internal sealed class HandoverMail(IntakeDbContext db, IColleagues colleagues, IUnrestricted unrestricted)
{
    /// <summary>How many cases one mail names.</summary>
    private const int Most = 50;

    /// <summary>Tells the recipients, in the transaction in which the cases came to them.</summary>
    public async Task Send(IReadOnlyCollection<HandoverTold> told, CancellationToken ct)
    {
        var ids = told.Select(t => t.Handover.ApplicationId).Distinct().ToList();
        var cases = ids.Count == 0 ? [] : await unrestricted.Read(
            () => (from a in db.Applications join t in db.ApplicationTypes on a.TypeId equals t.Id where ids.Contains(a.Id) select new { a.Id, a.Number, t.Name, a.PlannedEndAt })
                .ToDictionaryAsync(a => a.Id, ct), ct);
        foreach (var mine in told.GroupBy(t => t.RecipientId))
        {
            var first = from t in mine.Take(Most)
                        let about = cases[t.Handover.ApplicationId]
                        select new HandedOverCase(about.Number ?? "", about.Name, t.Handover.Reason, t.Handover.ToId == mine.Key, about.PlannedEndAt);
            var id = mine.First().Handover.Id;
            await colleagues.Tell(mine.Key, new HandedOverCases(mine.Count(), [.. first]), new($"{HandedOverCases.Template}:{id}") { AboutId = id }, ct);
        }
    }
}
