using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Tasks;

/// <summary>A candidate for a task.</summary>
/// <param name="Employee">The employee.</param>
/// <param name="Number">The employee number.</param>
/// <param name="Name">The name.</param>
/// <param name="OpenTasks">How many tasks the employee has, this one not counted.</param>
/// <param name="WorksFrom">From when the employee is at work before the task's deadline, or within seven days where none lies ahead, by the shifts of the roster or by the working calendar; null when not at all.</param>
/// <param name="Competences">How the employee stands to each competence that the task asks for.</param>
/// <param name="Chosen">Whether the rule chooses this one.</param>
/// <param name="Reasons">What speaks for and against, by codes: CARRIES_DUTY, STANDS_IN, NAMED, COMPETENT, COMPETENCE_LACKING, ABSENT, CONFLICT_OF_INTEREST, ON_SHIFT, OFF_SHIFT, NO_SHIFT_IN_TIME, LOWEST_LOAD, HIGHER_LOAD.</param>
internal sealed record Candidate(
    Id<EmployeeRef> Employee, string Number, string Name, int OpenTasks, DateTimeOffset? WorksFrom, IReadOnlyList<CandidateCompetence> Competences, bool Chosen, IReadOnlyList<string> Reasons)
{
    /// <summary>The reasons for people, one sentence for each code, in the language asked for.</summary>
    public IReadOnlyList<string> Explanations { get; init; } = [];
}

/// <summary>How a candidate stands to a competence that the task asks for.</summary>
/// <param name="Competence">The competence.</param>
/// <param name="LeastLevel">The least level asked for.</param>
/// <param name="Level">The level that the candidate has now; null when the candidate does not have the competence now.</param>
/// <param name="ValidUntil">The first day on which the candidate does not have it any more; null for no end.</param>
internal sealed record CandidateCompetence(Id<CompetenceRef> Competence, int LeastLevel, int? Level, DateOnly? ValidUntil)
{
    /// <summary>Whether the level is high enough.</summary>
    public bool IsMet() => Level >= LeastLevel;
}

/// <summary>What speaks for and against a candidate.</summary>
internal static class Reasons
{
    public const string CarriesDuty = "CARRIES_DUTY";
    public const string StandsIn = "STANDS_IN";
    public const string Named = "NAMED";
    public const string Competent = "COMPETENT";
    public const string CompetenceLacking = "COMPETENCE_LACKING";
    public const string Absent = "ABSENT";
    public const string Conflict = "CONFLICT_OF_INTEREST";
    public const string OnShift = "ON_SHIFT";
    public const string OffShift = "OFF_SHIFT";
    public const string NoShiftInTime = "NO_SHIFT_IN_TIME";
    public const string LowestLoad = "LOWEST_LOAD";
    public const string HigherLoad = "HIGHER_LOAD";

    private static readonly Dictionary<string, Text> Texts = new()
    {
        [CarriesDuty] = new("Carries the duty that the task asks for.", "承担任务所要求的职责。"),
        [StandsIn] = new("Stands in for someone who carries the duty and is away.", "代理承担该职责但不在岗的人员。"),
        [Named] = new("Was named.", "由分派人指定。"),
        [Competent] = new("Has every competence that the task asks for.", "具备任务所要求的各项能力。"),
        [CompetenceLacking] = new("Lacks a competence that the task asks for, or its level, on this day.", "当日不具备任务所要求的能力或等级。"),
        [Absent] = new("Is away.", "不在岗。"),
        [Conflict] = new("Has a conflict of interest with the applicant.", "与申请人存在利益冲突。"),
        [OnShift] = new("Is at work now.", "当前在班。"),
        [OffShift] = new("Is not at work now.", "当前不在班。"),
        [NoShiftInTime] = new("Does not work before the deadline.", "期限之前没有班次。"),
        [LowestLoad] = new("Has the fewest tasks of those who can take it.", "在可接手人员中任务最少。"),
        [HigherLoad] = new("Others who can take it have fewer tasks, or as many and a lower number.", "其他可接手人员任务更少，或任务相同而工号在前。"),
    };

    /// <summary>What a reason says to people.</summary>
    public static Text Of(string reason) => Texts[reason];

    /// <summary>Whether someone with these may not be given the task, whoever names him.</summary>
    public static bool Barred(IReadOnlyList<string> reasons) => reasons.Contains(Conflict) || reasons.Contains(CompetenceLacking);

    /// <summary>Whether the rule may choose someone with these.</summary>
    public static bool Fit(IReadOnlyList<string> reasons) =>
        (reasons.Contains(CarriesDuty) || reasons.Contains(StandsIn)) && !reasons.Contains(Absent) && !reasons.Contains(NoShiftInTime) && !Barred(reasons);
}
