using System.Globalization;
using System.Reflection;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Authorization.Tests;

/// <summary>Arguments that the schema takes: what must be given, with ids of the rows of a world.</summary>
internal sealed class Inputs(MatrixWorld world)
{
    /// <summary>The arguments of a function, in parentheses; empty for none.</summary>
    public string Arguments(IEnumerable<OperationParameter> parameters) =>
        Members(parameters.Where(p => p.Source == ParameterSource.Input && !InputTypes.IsOptional(p.Info)).Select(p => (p.InputName, p.Info)), Declarations.Own) is { Length: > 0 } given ? $"({given})" : "";

    /// <summary>The input of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="worldOf">In which world each entity is that the operation loads; null leaves it out.</param>
    /// <param name="more">More members.</param>
    public string Of(OperationDescriptor operation, Func<OperationParameter, int?> worldOf, string more)
    {
        var entities = operation.Parameters.Where(p => p.Source == ParameterSource.Entity && worldOf(p) is not null).Select(p => $"{p.InputName}: \"{Target(p.Info.ParameterType)!.Id(worldOf(p)!.Value)}\"");
        var inputs = Members(operation.Parameters.Where(p => p.Source == ParameterSource.Input && !InputTypes.IsOptional(p.Info)).Select(p => (p.InputName, p.Info)), Declarations.Own);
        return $"{{{string.Join(", ", entities.Append(inputs).Append(more).Where(t => t.Length > 0))}}}";
    }

    /// <summary>What an entity or reference type is declared as, or null when it has no ids in the API.</summary>
    public Kept? Target(Type type) => world.Schema.NodeTypes(type) is { } name ? world.Declarations.Named(name) : null;

    private string Members(IEnumerable<(string Name, ParameterInfo Info)> members, int at) =>
        string.Join(", ", members.Select(m => $"{m.Name}: {(m.Info.Member.DeclaringType == typeof(Money) && m.Info.ParameterType == typeof(string) ? "\"CNY\"" : Value(m.Info.ParameterType, at))}"));

    private string Value(Type type, int at)
    {
        var clr = Nullable.GetUnderlyingType(type) ?? type;
        if (InputTypes.IsId(clr))
        {
            return $"\"{Target(clr.GetGenericArguments()[0])!.Id(at)}\"";
        }

        if (ReadModelBuilder.KindOf(clr) is { } kind)
        {
            return kind switch
            {
                ScalarKind.Enum => UpperSnake.Of(Enum.GetNames(clr)[0]),
                ScalarKind.Boolean => "true",
                ScalarKind.Int or ScalarKind.Float => "1",
                ScalarKind.Long or ScalarKind.Decimal => "\"1\"",
                ScalarKind.Date => "\"2026-03-02\"",
                ScalarKind.DateTime => "\"2026-03-02T01:30:00Z\"",
                ScalarKind.Time => "\"09:30:00\"",
                ScalarKind.Duration => "\"PT1H\"",
                ScalarKind.Uuid => $"\"{Guid.Empty.ToString("D", CultureInfo.InvariantCulture)}\"",
                ScalarKind.Json => "{}",
                _ => "\"x\"",
            };
        }

        return InputTypes.IsList(clr)
            ? $"[{Value(InputTypes.ItemOf(clr), at)}]"
            : $"{{{Members(InputTypes.MembersOf(clr).Where(m => !InputTypes.IsOptional(m)).Select(m => (Names.Camel(m.Name!), m)), at)}}}";
    }
}
