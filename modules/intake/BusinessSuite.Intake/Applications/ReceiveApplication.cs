using System.Text.Json;
using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.ServiceLevels;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake.Applications;

/// <summary>An answer to a field of the form.</summary>
/// <param name="Key">The field's key.</param>
/// <param name="Value">The answer as text: a number with a point, true or false, a date as yyyy-MM-dd, a choice.</param>
internal sealed record FormAnswer(string Key, string Value);

/// <summary>An application that was received.</summary>
/// <param name="Application">The application.</param>
/// <param name="TrackingSecret">What the applicant tracks it with, together with its number. It is shown this once.</param>
internal sealed record ReceivedApplication(Application Application, string TrackingSecret);

internal static class ReceiveApplicationOperation
{
    /// <summary>Receives an application under the type's version in use, and works out its checklist from the answers.</summary>
    /// <param name="applicant">Who applies.</param>
    /// <param name="departmentId">The department that handles it.</param>
    /// <param name="channel">By which way it came, for example DESK or INTERNET.</param>
    /// <param name="answers">The answers to the form.</param>
    /// <param name="responsibleId">The employee who answers for it.</param>
    [Mutation, Requires(Permissions.Receive)]
    public static async Task<ReceivedApplication> ReceiveApplication(
        ApplicationType applicationType, Contact applicant, Id<DepartmentRef> departmentId, string channel, [Secret] IReadOnlyList<FormAnswer> answers,
        IntakeDbContext db, Impartiality impartiality, Caller caller, TimeProvider clock, CancellationToken ct, Id<EmployeeRef>? responsibleId = null)
    {
        if (applicationType.RetiredAt is not null)
        {
            throw new RuleViolation(TypeRules.Retired) { Field = ["applicationTypeId"] };
        }

        await impartiality.Require(applicant.Id, [(caller.EmployeeId, null), (responsibleId?.Value, "responsibleId")], ct);
        var version = applicationType.CurrentId is { } current
            ? await db.TypeVersions.FirstAsync(v => v.Id == current, ct)
            : throw new RuleViolation(TypeRules.NotPublished) { Field = ["applicationTypeId"] };
        var fields = await db.FormFields.Where(f => f.TypeVersionId == version.Id).OrderBy(f => f.Position).ToListAsync(ct);
        var given = Canonical(fields, answers.GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Last().Value));
        var secret = fields.Where(f => f.Secret && given.ContainsKey(f.Key)).ToDictionary(f => f.Key, f => given[f.Key]);
        var now = clock.GetUtcNow();
        var level = await db.ServiceLevels.FirstOrDefaultAsync(l => l.TypeId == applicationType.Id && l.Status == ServiceLevelStatus.Published, ct);
        var application = Application.Receive(
            applicationType.Id, version.Id, applicant.Id, departmentId, responsibleId?.Value, level?.Id, channel,
            JsonSerializer.Serialize(given.Where(g => !secret.ContainsKey(g.Key)).ToDictionary()), secret.Count == 0 ? null : JsonSerializer.Serialize(secret), now);
        db.Add(application);
        var requirements = await db.MaterialRequirements.Where(m => m.TypeVersionId == version.Id).OrderBy(m => m.Position).ToListAsync(ct);
        db.AddRange(requirements.Select(m => ChecklistItem.For(application, m, given, fields)));
        db.Add(new ProgressEntry(application, now, new("The application was received.", "申请已收到。")));
        return new(application, application.GiveSecret());
    }

    /// <summary>The answers as they are kept; what was left blank is not answered.</summary>
    private static Dictionary<string, string> Canonical(List<FormField> fields, Dictionary<string, string> answers)
    {
        if (answers.Keys.Except(fields.Select(f => f.Key)).FirstOrDefault() is { } stray)
        {
            throw new RuleViolation(ApplicationRules.AnswerInvalid, answers[stray], stray) { Field = ["answers"] };
        }

        var kept = new Dictionary<string, string>();
        foreach (var field in fields)
        {
            if (!answers.TryGetValue(field.Key, out var answer) || string.IsNullOrWhiteSpace(answer))
            {
                if (field.Required)
                {
                    throw new RuleViolation(ApplicationRules.AnswerMissing, field.Key) { Field = ["answers"] };
                }

                continue;
            }

            kept[field.Key] = field.Canonical(answer) ?? throw new RuleViolation(ApplicationRules.AnswerInvalid, answer, field.Key) { Field = ["answers"] };
        }

        return kept;
    }
}
