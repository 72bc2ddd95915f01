using System.Globalization;
using BusinessSuite.Intake.Materials;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.ApplicationTypes;

/// <summary>The rules of application types.</summary>
internal static class TypeRules
{
    public static readonly Rule CodeTaken = new("TYPE_CODE_TAKEN", new("An application type of this code exists.", "该申请类型代码已存在。"), Constraint: "ux_application_types_code");

    public static readonly Rule Pattern = new("NUMBER_PATTERN_INVALID", new("A number pattern has exactly one sequence, for example {{type}}-{{yyyy}}{{MMdd}}-{{seq:4}}.", "编号规则须含且仅含一个序号，例如 {{type}}-{{yyyy}}{{MMdd}}-{{seq:4}}。"));

    public static readonly Rule Condition = new("CONDITION_INVALID", new("The condition names no field of the form: {0}.", "条件所指字段不在表单中：{0}。"));

    public static readonly Rule ConditionValue = new("CONDITION_UNFIT", new("The condition does not fit the field that it looks at: what it compares with is an answer to that field, and only numbers are above or below another.", "条件与所指字段不符：比较值须为该字段的有效填写值，且只有数字才能比较大小。"), "2.1.2", "tr_material_requirements_condition");

    public static readonly Rule Choices = new("CHOICES_MISSING", new("A field to choose in lists what can be chosen.", "选择字段须列出可选项。"), "2.1.2", "ck_form_fields_choices");

    public static readonly Rule Time = new("PROCESSING_TIME_INVALID", new("The processing time is above zero and at most 2000 days.", "办理时限须大于零且不超过 2000 天。"), "2.1.1", "ck_type_versions_time");

    public static readonly Rule Days = new("NOTICE_DAYS_INVALID", new("The one-time notice is issued within 1 to 365 working days.", "一次性告知期限为 1 至 365 个工作日。"), "2.1.3", "ck_type_versions_days");

    public static readonly Rule Asked = new("MATERIAL_COUNT_INVALID", new("At least one of a material is asked for, and it may be 1 to 36500 days old.", "材料份数至少为一，有效期为 1 至 36500 天。"), "2.1.2", "ck_material_requirements_count");

    public static readonly Rule Unnamed = new("TYPE_UNNAMED", new("An application type has a name.", "申请类型须有名称。"), Constraint: "ck_application_types_name");

    public static readonly Rule Retired = new("TYPE_RETIRED", new("The type is not in use any more.", "该申请类型已停用。"), Constraint: "tr_applications_type");

    public static readonly Rule NotPublished = new("TYPE_NOT_PUBLISHED", new("The type has no published version.", "该类型没有已发布的版本。"));

    public static readonly Rule MaterialLevel = MaterialRules.Level with { Constraint = "ck_material_requirements_level" };

    public static readonly Rule Level = new("COMPETENCE_LEVEL", new("A level is a number from 1 to 5.", "能力等级为 1 至 5。"), Constraint: "ck_required_competences_level");

    public static readonly Rule CompetenceTwice = new("COMPETENCE_TWICE", new("A competence is asked for once, at one level.", "同一能力只能要求一次，且只有一个等级。"), Constraint: "ux_required_competences_competence");

    public static readonly Rule Doubled = new("KEY_DOUBLED", new("The key {0} is used twice.", "键 {0} 重复。"));
}

/// <summary>A kind of application (申请类型).</summary>
[Readable(Permissions.ReadTypes, Public = true)]
internal sealed class ApplicationType : Entity
{
    /// <summary>The code, unique; part of numbers.</summary>
    [Sortable]
    public string Code { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The version that new applications get; null while none is published.</summary>
    [Relation<TypeVersion>(Name = "current")]
    public Guid? CurrentId { get; private set; }

    /// <summary>Since when nothing of it can be applied for any more; null while it is in use.</summary>
    [Filterable]
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Calls it something else.</summary>
    /// <exception cref="RuleViolation">The name is blank.</exception>
    public void Rename(string name) => Name = TypeRules.Unnamed.Given(name, "name");

    /// <summary>Takes a version into use, and so the type.</summary>
    public void Use(Guid version) => (CurrentId, RetiredAt) = (version, null);

    /// <summary>Withdraws it from use.</summary>
    /// <exception cref="RuleViolation">It is not in use.</exception>
    public void Retire(DateTimeOffset at) => RetiredAt = RetiredAt is null ? at : throw new RuleViolation(TypeRules.Retired);
}

/// <summary>The states of a type's version.</summary>
public enum TypeVersionStatus
{
    /// <summary>Being prepared.</summary>
    Draft,

    /// <summary>In use.</summary>
    Published,

    /// <summary>Followed by a later one; applications that have it keep it.</summary>
    Retired,
}

/// <summary>What a type asks and promises, frozen into every application that was received under it.</summary>
[Readable(Permissions.ReadTypes, Public = true, PublicWhen = "status <> 'DRAFT'", Name = "ApplicationTypeVersion")]
internal sealed class TypeVersion : Entity
{
    /// <summary>From draft to use to retirement.</summary>
    public static readonly StateMachine<TypeVersion, TypeVersionStatus> Lifecycle =
        new StateMachine<TypeVersion, TypeVersionStatus>(v => v.Status, TypeVersionStatus.Draft)
            .Step(TypeVersionStatus.Draft, "PublishApplicationTypeVersion", TypeVersionStatus.Published)
            .Step(TypeVersionStatus.Published, "RetireByNext", TypeVersionStatus.Retired);

    /// <summary>The type.</summary>
    [Relation<ApplicationType>(Inverse = "versions", InverseDescription = "The type's versions.")]
    public Guid TypeId { get; init; }

    /// <summary>Which version, from 1.</summary>
    [WriteOnce]
    public int Number { get; init; }

    /// <summary>Whether it is in use.</summary>
    [Filterable]
    public TypeVersionStatus Status { get; private set; }

    /// <summary>What applicants should know, English.</summary>
    [WriteOnce]
    public string GuidanceEn { get; init; } = "";

    /// <summary>What applicants should know, Chinese.</summary>
    [WriteOnce]
    public string GuidanceZh { get; init; } = "";

    /// <summary>How accepted applications are numbered, for example <c>{type}-{yyyy}{MMdd}-{seq:4}</c>.</summary>
    [WriteOnce]
    public string NumberPattern { get; init; } = "";

    /// <summary>Within how many working days the one-time notice must be issued; after that the application counts as accepted as of its receipt.</summary>
    [WriteOnce]
    public int NoticeWithinDays { get; init; }

    /// <summary>The most working days within which the one-time notice may have to be issued.</summary>
    public const int MostNoticeDays = 365;

    /// <summary>The longest working time that a type or a service level may give.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(2_000);

    /// <summary>The working time from acceptance to the planned end.</summary>
    [WriteOnce]
    public TimeSpan ProcessingTime { get; init; }

    /// <summary>The duty that its tasks ask for; null when tasks are assigned by hand.</summary>
    [WriteOnce]
    public string? Duty { get; init; }

    /// <summary>When it was published.</summary>
    [WriteOnce]
    public DateTimeOffset? PublishedAt { get; private set; }

    public void Publish(DateTimeOffset at)
    {
        Status = Lifecycle.Next(Status, "PublishApplicationTypeVersion");
        PublishedAt = at;
    }

    public void Retire() => Status = Lifecycle.Next(Status, "RetireByNext");
}

/// <summary>The kinds of form fields.</summary>
public enum FormFieldKind
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar date.</summary>
    Date,

    /// <summary>One of the choices.</summary>
    Choice,
}

/// <summary>A field of a type's form.</summary>
[Readable(Permissions.ReadTypes, Public = true), AppendOnly, Rows(Of = nameof(TypeVersionId))]
internal sealed class FormField : Entity
{
    /// <summary>The type's version.</summary>
    [Relation<TypeVersion>(Inverse = "fields", InverseDescription = "The fields of the form.")]
    [Hidden]
    public Guid TypeVersionId { get; init; }

    /// <summary>The name that answers are sent under.</summary>
    public string Key { get; init; } = "";

    /// <summary>Its place in the form, from 1.</summary>
    [Sortable]
    public int Position { get; init; }

    /// <summary>What is to be filled in.</summary>
    public FormFieldKind Kind { get; init; }

    /// <summary>The label, English.</summary>
    public string LabelEn { get; init; } = "";

    /// <summary>The label, Chinese.</summary>
    public string LabelZh { get; init; } = "";

    /// <summary>How to fill it in.</summary>
    public string? Help { get; init; }

    /// <summary>The address of a sample that is filled in.</summary>
    public string? SampleFile { get; init; }

    /// <summary>Whether the answer is a secret: it is kept among the application's secret answers.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether it must be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>What can be chosen.</summary>
    public List<string> Choices { get; init; } = [];

    /// <summary>An answer as it is kept and compared, however it was written: 50.0 is 50, and TRUE is true. Null when it does not fit the field.</summary>
    public string? Canonical(string answer)
    {
        var given = answer.Trim();
        return Kind switch
        {
            FormFieldKind.Number => decimal.TryParse(given, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Plain(number) : null,
            FormFieldKind.Boolean => bool.TryParse(given, out var yes) ? yes ? "true" : "false" : null,
            FormFieldKind.Date => DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? given : null,
            FormFieldKind.Choice => Choices.Find(c => c.Trim() == given),
            _ => given.Length > 0 ? given : null,
        };
    }

    /// <summary>Whether its answers can be compared so with that value.</summary>
    public bool Fits(ConditionOperator compares, string value) =>
        Canonical(value) is not null && (Kind == FormFieldKind.Number || compares is ConditionOperator.Equal or ConditionOperator.NotEqual);

    // Minus zero is zero.
    private static string Plain(decimal number) => number == 0 ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);
}

/// <summary>In which form a material is asked for.</summary>
public enum MaterialForm
{
    /// <summary>The original (原件).</summary>
    Original,

    /// <summary>A copy (复印件).</summary>
    Copy,
}

/// <summary>How a condition compares.</summary>
public enum ConditionOperator
{
    /// <summary>The answer is this value.</summary>
    Equal,

    /// <summary>The answer is another value, or there is none.</summary>
    NotEqual,

    /// <summary>The answer is a number above this one.</summary>
    Above,

    /// <summary>The answer is a number below this one.</summary>
    Below,
}

/// <summary>A material that a type asks for (材料要求), always or under a condition on the form.</summary>
[Readable(Permissions.ReadTypes, Public = true), AppendOnly, Rows(Of = nameof(TypeVersionId))]
internal sealed class MaterialRequirement : Entity
{
    /// <summary>The type's version.</summary>
    [Relation<TypeVersion>(Inverse = "materials", InverseDescription = "The materials that are asked for.")]
    [Hidden]
    public Guid TypeVersionId { get; init; }

    /// <summary>Its place in the list, from 1.</summary>
    [Sortable]
    public int Position { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Original or copy.</summary>
    public MaterialForm Form { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; init; }

    /// <summary>The most days that a material may be allowed to be old.</summary>
    public const int Oldest = 36_500;

    /// <summary>How many days it may be old; null for any age.</summary>
    public int? ValidDays { get; init; }

    /// <summary>How confidential what is handed in for it is.</summary>
    public Confidentiality Level { get; init; } = Confidentiality.Internal;

    /// <summary>The field of the form that the condition looks at; null when it is always asked for.</summary>
    public string? WhenField { get; init; }

    /// <summary>How the condition compares.</summary>
    public ConditionOperator? WhenOperator { get; init; }

    /// <summary>What the condition compares with.</summary>
    public string? WhenValue { get; init; }

    /// <summary>Whether it is asked for.</summary>
    /// <param name="answers">The answers as they are kept.</param>
    /// <param name="field">The field that the condition looks at; null when it is always asked for.</param>
    public bool Applies(IReadOnlyDictionary<string, string> answers, FormField? field)
    {
        if (WhenField is null)
        {
            return true;
        }

        var answer = answers.GetValueOrDefault(WhenField);
        // Conditions of before may be written another way than answers are kept.
        var value = field?.Canonical(WhenValue!) ?? WhenValue;
        return WhenOperator switch
        {
            ConditionOperator.Equal => string.Equals(answer, value, StringComparison.OrdinalIgnoreCase),
            ConditionOperator.NotEqual => !string.Equals(answer, value, StringComparison.OrdinalIgnoreCase),
            ConditionOperator.Above => Compare(answer, value) > 0,
            _ => Compare(answer, value) < 0,
        };
    }

    private static int Compare(string? answer, string? value) =>
        decimal.TryParse(answer, CultureInfo.InvariantCulture, out var given) && decimal.TryParse(value, CultureInfo.InvariantCulture, out var limit)
            ? given.CompareTo(limit)
            : 0;
}
