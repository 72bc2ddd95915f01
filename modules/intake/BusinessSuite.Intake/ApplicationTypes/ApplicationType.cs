using BusinessSuite.Intake.Materials;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.ApplicationTypes;

/// <summary>The rules of application types.</summary>
internal static class TypeRules
{
    public static readonly Rule CodeTaken = new("TYPE_CODE_TAKEN", new("An application type of this code exists.", "该申请类型代码已存在。"), Constraint: "ux_application_types_code");

    public static readonly Rule Pattern = new("NUMBER_PATTERN_INVALID", new("A number pattern has exactly one sequence, for example {{type}}-{{yyyy}}{{MMdd}}-{{seq:4}}.", "编号规则须含且仅含一个序号，例如 {{type}}-{{yyyy}}{{MMdd}}-{{seq:4}}。"));

    public static readonly Rule Condition = new("CONDITION_INVALID", new("The condition names no field of the form: {0}.", "条件所指字段不在表单中：{0}。"));

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
    public string Name { get; set; } = "";

    /// <summary>The version that new applications get; null while none is published.</summary>
    [Relation<TypeVersion>(Name = "current")]
    public Guid? CurrentId { get; set; }
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

    /// <summary>Whether it is asked for, given the answers.</summary>
    public bool Applies(IReadOnlyDictionary<string, string> answers)
    {
        if (WhenField is null)
        {
            return true;
        }

        var answer = answers.GetValueOrDefault(WhenField);
        return WhenOperator switch
        {
            ConditionOperator.Equal => string.Equals(answer, WhenValue, StringComparison.OrdinalIgnoreCase),
            ConditionOperator.NotEqual => !string.Equals(answer, WhenValue, StringComparison.OrdinalIgnoreCase),
            ConditionOperator.Above => Compare(answer) > 0,
            _ => Compare(answer) < 0,
        };
    }

    private int Compare(string? answer) =>
        decimal.TryParse(answer, System.Globalization.CultureInfo.InvariantCulture, out var given) && decimal.TryParse(WhenValue, System.Globalization.CultureInfo.InvariantCulture, out var limit)
            ? given.CompareTo(limit)
            : 0;
}
