using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Authority;

/// <inheritdoc/>
[Provides]
internal sealed class Authorities(OrganizationDbContext db, WorkCalendars calendars, IUnrestricted unrestricted) : IAuthority
{
    public async Task<AuthorityProof?> Check(Guid employeeId, string duty, Money? amount, DateTimeOffset at, CancellationToken ct) =>
        (await All(employeeId, duty, at, ct)).FirstOrDefault(p => amount is null || (p.Limit is { } limit && limit.Currency == amount.Currency && limit.Amount >= amount.Amount));

    public async Task<Guid> Sign(Guid employeeId, string duty, Money? amount, string recordType, Guid recordId, DateTimeOffset at, CancellationToken ct, Confidentiality level = Confidentiality.Internal)
    {
        var proof = await Check(employeeId, duty, amount, at, ct)
            ?? throw new RuleViolation(OrganizationRules.MayNotSign, duty, amount is null ? "-" : $"{amount.Amount} {amount.Currency}");
        var signature = new Signature
        {
            SignerId = employeeId,
            DutyId = await db.Duties.Where(d => d.Code == duty).Select(d => d.Id).SingleAsync(ct),
            RecordType = recordType,
            RecordId = recordId,
            Level = level,
            Sum = amount,
            Source = UpperSnake.Parse<AuthoritySource>(proof.Source),
            PostHoldingId = proof.PostHoldingId,
            DelegationId = proof.Source == "DELEGATION" ? proof.SourceId : null,
            AbsenceId = proof.Source == "DEPUTY" ? proof.SourceId : null,
            Limit = proof.Limit,
            SignedAt = at,
        };
        db.Add(signature);
        return signature.Id;
    }

    /// <summary>Everything that lets the employee act: own posts first, then delegations, then leave of others. Who is on leave does not act; the deputy does.</summary>
    public async Task<IReadOnlyList<AuthorityProof>> All(Guid employeeId, string duty, DateTimeOffset at, CancellationToken ct)
    {
        var leave = await unrestricted.Read(
            () => db.Absences.AsNoTracking().Where(a => (a.EmployeeId == employeeId || a.DeputyId == employeeId) && a.LeaveRequestId != null && a.CancelledAt == null && a.From <= at && a.Until > at)
                .OrderBy(a => a.From).ToListAsync(ct),
            ct);
        if (leave.Any(a => a.EmployeeId == employeeId))
        {
            return [];
        }

        var proofs = new List<AuthorityProof>([.. await ByPost(employeeId, duty, at, ct), .. await ByDelegation(employeeId, duty, at, ct)]);
        foreach (var absence in leave)
        {
            // The post carries it; what the absent was delegated is not passed on.
            proofs.AddRange((await ByPost(absence.EmployeeId, duty, at, ct)).Select(p => p with { Source = "DEPUTY", SourceId = absence.Id }));
        }

        return proofs;
    }

    /// <summary>What comes with the employee's own posts.</summary>
    public Task<List<AuthorityProof>> ByPost(Guid employeeId, string duty, DateTimeOffset at, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var day = await calendars.Day(at, ct);
        var held = await db.Carrying(duty, day).Where(h => h.Holding.EmployeeId == employeeId).OrderByDescending(h => h.Holding.IsPrimary).ThenBy(h => h.Post.Code)
            .Select(h => new { h.Holding.Id, h.Version.Limit }).AsNoTracking().ToListAsync(ct);
        return held.Select(h => new AuthorityProof("POST", h.Id, h.Limit, at) { PostHoldingId = h.Id }).ToList();
    }, ct);

    private Task<List<AuthorityProof>> ByDelegation(Guid employeeId, string duty, DateTimeOffset at, CancellationToken ct) => unrestricted.Read(async () =>
    {
        var held = await (
            from delegation in db.Delegations
            join d in db.Duties on delegation.DutyId equals d.Id
            where d.Code == duty && delegation.ToId == employeeId && (delegation.RevokedAt == null || delegation.RevokedAt > at) && delegation.ValidFrom <= at && delegation.ValidUntil > at
            orderby delegation.ValidFrom
            select new { delegation.Id, delegation.FromId, delegation.Limit }).AsNoTracking().ToListAsync(ct);
        var proofs = new List<AuthorityProof>();
        foreach (var delegation in held)
        {
            // A delegation is worth no more than what the delegator still has.
            var own = await ByPost(delegation.FromId, duty, at, ct);
            if (own.Count > 0)
            {
                var most = own.Where(p => p.Limit?.Currency == delegation.Limit?.Currency).Max(p => p.Limit?.Amount);
                proofs.Add(new("DELEGATION", delegation.Id, delegation.Limit is { } limit && most is { } amount ? limit with { Amount = Math.Min(limit.Amount, amount) } : null, at));
            }
        }

        return proofs;
    }, ct);
}
