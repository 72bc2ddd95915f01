using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.History;

/// <summary>An application of the past.</summary>
/// <param name="ExternalId">Its id in the system that it comes from; unique, so that it is entered once.</param>
/// <param name="Channel">By which way it came.</param>
/// <param name="DepartmentId">The department that handled it.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="TeamId">The team that handled it.</param>
/// <param name="ResponsibleId">The employee who answered for it.</param>
/// <param name="PlannedEndAt">When it was planned to end.</param>
/// <param name="EndedAt">When it ended; open unless given.</param>
internal sealed record HistoricalApplication(
    string ExternalId, string Channel, Id<DepartmentRef> DepartmentId, DateTimeOffset ReceivedAt, Id<TeamRef>? TeamId = null,
    Id<EmployeeRef>? ResponsibleId = null, DateTimeOffset? PlannedEndAt = null, DateTimeOffset? EndedAt = null);

/// <summary>What was entered.</summary>
/// <param name="Entered">How many were entered now.</param>
/// <param name="Known">How many had been entered before and were left as they are.</param>
/// <param name="Ids">The ids of all, in the order sent.</param>
internal sealed record EnteredApplications(int Entered, int Known, IReadOnlyList<Id<Application>> Ids);

internal static class RecordHistoricalApplicationsOperation
{
    /// <summary>Enters applications of the past as they were, at most 500 at a time. What was entered before is left as it is, so that a broken entry can be begun again.</summary>
    /// <param name="applications">The applications.</param>
    [Mutation(Historical = true), Requires(Permissions.EnterHistory)]
    public static async Task<EnteredApplications> RecordHistoricalApplications(
        ApplicationType applicationType, IReadOnlyList<HistoricalApplication> applications, IntakeDbContext db, TimeProvider clock, CancellationToken ct)
    {
        Bulk.Check(applications.Count, "applications");
        var version = applicationType.CurrentId ?? throw new RuleViolation(TypeRules.NotPublished) { Field = ["applicationTypeId"] };
        var sent = applications.Select(a => a.ExternalId).ToList();
        var known = await db.Applications.Where(a => a.ExternalId != null && sent.Contains(a.ExternalId)).ToDictionaryAsync(a => a.ExternalId!, a => a.Id, ct);
        var (before, now) = (known.Count, clock.GetUtcNow());
        // Records of the past are taken as they are, also where an end lies before the receipt.
        foreach (var one in applications.Where(a => !known.ContainsKey(a.ExternalId)).DistinctBy(a => a.ExternalId))
        {
            var application = new Application
            {
                TypeId = applicationType.Id,
                TypeVersionId = version,
                ExternalId = one.ExternalId,
                Channel = one.Channel,
                ReceivedAt = one.ReceivedAt,
            };
            application.Recall(one.DepartmentId, one.TeamId?.Value, one.ResponsibleId?.Value, one.PlannedEndAt, one.EndedAt, now);
            db.Add(application);
            known[one.ExternalId] = application.Id;
        }

        return new(known.Count - before, applications.Count - (known.Count - before), [.. applications.Select(a => new Id<Application>(known[a.ExternalId]))]);
    }
}

/// <summary>How much may be entered at a time.</summary>
internal static class Bulk
{
    private const int Most = 500;

    /// <summary>Refuses lists that are too long.</summary>
    public static void Check(int count, string field)
    {
        if (count is 0 or > Most)
        {
            throw new RuleViolation(PlatformRules.Invalid, $"1 to {Most} can be entered at a time.") { Field = [field] };
        }
    }
}
