using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Escalations;

/// <summary>What tells an employee which cases went up to him.</summary>
/// <param name="Count">How many did.</param>
/// <param name="Cases">The first of them.</param>
internal sealed record EscalatedCases(int Count, IReadOnlyList<EscalatedCase> Cases) : IMessageData<EscalatedCases>
{
    public static string Template => "intake.escalation";

    public static EscalatedCases Sample { get; } = new(
        1, [new("PERMIT-20260302-0001", "Permit", "STEP", 80, "The register does not answer.", new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero))]);
}

/// <summary>A case that went up.</summary>
/// <param name="Number">Its number; empty before it has one.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Cause">STEP, UNANSWERED or EMPLOYEE.</param>
/// <param name="Percent">The step that was reached, in percent of the time; null for other causes.</param>
/// <param name="Reason">Why help is asked for; null for other causes.</param>
/// <param name="Due">Until when the case is to be done; null when nothing says so.</param>
internal sealed record EscalatedCase(string Number, string Type, string Cause, int? Percent, string? Reason, DateTimeOffset? Due);

/// <summary>Tells employees what went up to them. Who gets several cases at once gets one mail.</summary>
[Provides]
internal sealed class EscalationMail(IntakeDbContext db, IColleagues colleagues, IUnrestricted unrestricted)
{
    /// <summary>How many cases one mail names.</summary>
    private const int Most = 50;

    /// <summary>Tells the recipients, in the transaction in which the cases went up.</summary>
    public async Task Send(IReadOnlyCollection<Escalation> raised, CancellationToken ct)
    {
        if (raised.Count == 0)
        {
            return;
        }

        var ids = raised.Select(e => e.ApplicationId).Distinct().ToList();
        var cases = await unrestricted.Read(
            () => (from a in db.Applications join t in db.ApplicationTypes on a.TypeId equals t.Id where ids.Contains(a.Id) select new { a.Id, a.Number, t.Name, a.PlannedEndAt })
                .ToDictionaryAsync(a => a.Id, ct), ct);
        foreach (var mine in raised.Where(e => e.RecipientId is not null).GroupBy(e => e.RecipientId!.Value))
        {
            var told = from e in mine.Take(Most)
                       let about = cases[e.ApplicationId]
                       select new EscalatedCase(about.Number ?? "", about.Name, UpperSnake.Of(e.Cause), e.Percent, e.Reason, about.PlannedEndAt);
            var first = mine.First();
            // It may be handed back to who was told of it before.
            await colleagues.Tell(mine.Key, new EscalatedCases(mine.Count(), [.. told]), new($"{EscalatedCases.Template}:{first.Id}:{Guid.NewGuid()}") { AboutId = first.Id }, ct);
        }
    }
}
