using System.Globalization;
using System.Reflection;
using BusinessSuite.Sdk;
using Fluid;
using Fluid.Ast;

namespace BusinessSuite.Host.Messages;

/// <summary>Writes texts from templates in the Liquid language.</summary>
internal static class Liquid
{
    private const int MaxSteps = 10_000;
    private const int MaxRecursion = 16;
    private const int MaxRange = 1_000;
    private static readonly FluidParser Parser = new();

    /// <summary>The texts for that data.</summary>
    /// <exception cref="FormatException">The template cannot be read, or does not come to an end.</exception>
    public static MessageText Write(MessageText template, object data, Language language, TimeZoneInfo zone) =>
        Write(template, data, Options(language, zone, strict: false));

    /// <summary>Why a template cannot be used with data of the sample's kind; null when it can.</summary>
    public static string? Fault(MessageText template, object sample, Language language)
    {
        try
        {
            foreach (var text in new[] { template.Subject, template.Short ?? "", template.Body })
            {
                // Also what the sample's values do not lead to.
                if (Inspection.Fault(Parse(text), [.. Members(sample.GetType())]) is { } fault)
                {
                    return fault;
                }
            }

            Write(template, sample, Options(language, TimeZoneInfo.Utc, strict: true));
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static MessageText Write(MessageText template, object data, TemplateOptions options)
    {
        string Text(string text)
        {
            try
            {
                return Parse(text).Render(new TemplateContext(data, options));
            }
            catch (Exception e) when (e is FluidException or InvalidOperationException or ArgumentException or OverflowException)
            {
                throw new FormatException(e.Message, e);
            }
        }

        // A subject is one line.
        var subject = string.Join(' ', Text(template.Subject).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new(subject, template.Short is { } little ? Text(little).Trim() : null, Text(template.Body));
    }

    private static IFluidTemplate Parse(string text) => Parser.TryParse(text, out var template, out var error) ? template : throw new FormatException(error);

    private static TemplateOptions Options(Language language, TimeZoneInfo zone, bool strict)
    {
        var options = new TemplateOptions
        {
            // Data are records of plain values, made for their template.
            MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
            CultureInfo = CultureInfo.GetCultureInfo(language == Language.Zh ? "zh-CN" : "en"),
            TimeZone = zone,
            MaxSteps = MaxSteps,
            MaxRecursion = MaxRecursion,
            StrictVariables = strict,
            StrictFilters = strict,
        };
        // People read the time of their own clocks.
        options.ValueConverters.Add(v => v is DateTimeOffset at ? TimeZoneInfo.ConvertTime(at, zone) : null);
        return options;
    }

    private static IEnumerable<string> Members(Type data) =>
        data.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);

    /// <summary>Looks for what makes a template unusable whatever the data are.</summary>
    private sealed class Inspection : AstVisitor
    {
        private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase) { "forloop", "tablerowloop" };
        private readonly List<string> _asked = [];
        private bool _isEndless;

        /// <summary>A name that neither the data nor the template itself gives a value, or a range without bounds.</summary>
        public static string? Fault(IFluidTemplate template, IReadOnlyList<string> members)
        {
            var inspection = new Inspection();
            inspection.VisitTemplate(template);
            return inspection._isEndless ? $"A range goes from one number to another, at most {MaxRange} further."
                : inspection._asked.FirstOrDefault(v => !inspection._given.Contains(v) && !members.Contains(v, StringComparer.OrdinalIgnoreCase)) is { } unknown
                ? $"There is no {unknown}. It knows {string.Join(", ", members)}."
                : null;
        }

        protected override Expression VisitMemberExpression(MemberExpression memberExpression)
        {
            if (memberExpression.Segments is [IdentifierSegment first, ..])
            {
                _asked.Add(first.Identifier);
            }

            return base.VisitMemberExpression(memberExpression);
        }

        protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
        {
            _isEndless |= !(rangeExpression is { From: LiteralExpression from, To: LiteralExpression to } && to.Value.ToNumberValue() - from.Value.ToNumberValue() <= MaxRange);
            return base.VisitRangeExpression(rangeExpression);
        }

        protected override Statement VisitAssignStatement(AssignStatement assignStatement)
        {
            _given.Add(assignStatement.Identifier);
            return base.VisitAssignStatement(assignStatement);
        }

        protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
        {
            _given.Add(captureStatement.Identifier);
            return base.VisitCaptureStatement(captureStatement);
        }

        protected override Statement VisitForStatement(ForStatement forStatement)
        {
            _given.Add(forStatement.Identifier);
            return base.VisitForStatement(forStatement);
        }
    }
}
