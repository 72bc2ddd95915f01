using BusinessSuite.Host.Graph.Live;
using BusinessSuite.Host.Modules;
using BusinessSuite.Reads;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace BusinessSuite.Host.Graph;

/// <summary>The subscriptions of the schema.</summary>
internal sealed partial class SchemaBuilder
{
    private List<SubscriptionField> Subscriptions() =>
    [
        .. SubscriptionDescriptor.Find(_catalog).OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => _shapes.Of(d.ResultType) is EntityShape entity
            ? new SubscriptionField(d, entity.Type, d.Shape(entity))
            : throw new ModuleRefusedException($"Module {d.Module.Name}: the subscription {d.Name} answers {d.ResultType.Name}, which is not readable.")),
    ];

    private ObjectGraphType? Subscription(List<SubscriptionField> subscriptions)
    {
        var root = new ObjectGraphType { Name = "Subscription", Description = "Everything that can be followed: over a WebSocket by graphql-transport-ws, or as text/event-stream. Each event costs a point and those of the rows that its lists could give; without points left it waits." };
        foreach (var (descriptor, _, shape) in subscriptions)
        {
            var field = Field(
                descriptor.Name, $"{_docs.Of(descriptor.Method)} Needs {descriptor.Permission}.", NotNull(Output(shape)),
                [
                    .. descriptor.Arguments.Select(p => Argument(p.Name!, Describe(p), Input(p))),
                    Argument("after", "A cursor of this subscription or of events: what happened since is told first. Without it only what happens from now on.", _basic["String"]),
                ]);
            // GraphQL.NET demands one; the suite answers subscriptions itself.
            field.StreamResolver = new SourceStreamResolver<object>((Func<IResolveFieldContext, IObservable<object?>>)(_ => throw new NotSupportedException()));
            root.AddField(field);
        }

        return root.Fields.Count > 0 ? root : null;
    }
}

/// <summary>A subscription as a field.</summary>
/// <param name="Descriptor">What it follows.</param>
/// <param name="About">What it answers.</param>
/// <param name="Shape">The form of what it tells.</param>
internal sealed record SubscriptionField(SubscriptionDescriptor Descriptor, ReadType About, ObjectShape Shape);
