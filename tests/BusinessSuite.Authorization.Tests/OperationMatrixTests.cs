using BusinessSuite.Host.Operations;
using BusinessSuite.Sdk;

namespace BusinessSuite.Authorization.Tests;

/// <summary>Every operation, by those who have its permission and those who have every other: refused, or within reach of its rows. No call comes so far as to change anything.</summary>
[Trait("row", "RL-31")]
[Collection(Matrix.Name)]
public sealed class OperationMatrixTests(MatrixWorld world)
{
    /// <summary>No row has it, so an operation that finds its entity goes no further.</summary>
    private const string NoVersion = "expectedVersion: 999";

    /// <summary>No key is so short, so an operation without an entity goes no further either.</summary>
    private const string NoKey = "idempotencyKey: \"\"";

    /// <summary>All but those that are open to everyone.</summary>
    private IReadOnlyList<OperationDescriptor> Operations => [.. world.Schema.Operations.Values.Where(o => o.Permission is not null).OrderBy(o => o.Name, StringComparer.Ordinal)];

    [Fact]
    public async Task Without_its_permission_an_operation_is_refused_and_with_it_alone_it_is_not()
    {
        var before = await State();
        var inputs = new Inputs(world);
        var none = world.Askers.Single(a => a.Name == "no permission");
        var cases = Operations.SelectMany(o => new (OperationDescriptor Operation, Asker Asker, string Right)[]
        {
            (o, Asker.Nobody, "UNAUTHENTICATED"),
            (o, none, "FORBIDDEN"),
            (o, world.Without[o.Permission!], "FORBIDDEN"),
            (o, world.Askers.Single(a => a.Name == $"{o.Permission} {Scope.Own}"), "INVALID"),
            (o, world.Everything, "INVALID"),
        });
        var faults = await MatrixWorld.Each(cases, async (c, faults) =>
        {
            var answer = await Call(c.Asker, c.Operation, inputs.Of(c.Operation, p => InputIsRequired(p) ? Declarations.Own : null, NoKey));
            if (answer.Code != c.Right)
            {
                faults.Add($"{(c.Right == "INVALID" ? "unexpected deny" : "unexpected allow")}: {c.Operation.Name} by {c.Asker.Name}: {answer.Text}");
            }
        });
        faults.Should().BeEmpty();
        (await State()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task An_operation_finds_the_rows_within_the_reach_of_its_permission_and_no_others()
    {
        var before = await State();
        var inputs = new Inputs(world);
        var scopes = new[] { Scope.Own, Scope.Department, Scope.All };
        var cases = from operation in Operations
                    from parameter in operation.Parameters
                    where parameter.Source == ParameterSource.Entity
                    from scope in scopes
                    from at in Declarations.Worlds
                    select (operation, parameter, scope, at);
        var found = 0;
        var faults = await MatrixWorld.Each(cases, async (c, faults) =>
        {
            var (operation, parameter, scope, at) = c;
            var asker = world.Askers.Single(a => a.Name == $"{operation.Permission} {scope}");
            // Entities are looked for under the operation's own reach, whatever else the caller may read.
            var reach = world.Askers.Single(a => a.Name == $"everything {scope}");
            var seen = world.Declarations.Sees(inputs.Target(parameter.Info.ParameterType)!, at, reach);
            var first = operation.Parameters.First(p => p.Source == ParameterSource.Entity && (p == parameter || InputIsRequired(p)));
            if (seen && first != parameter)
            {
                // It would be done.
                return;
            }

            Interlocked.Add(ref found, seen ? 1 : 0);
            var answer = await Call(asker, operation, inputs.Of(operation, p => p == parameter ? at : InputIsRequired(p) ? Declarations.Own : null, first == parameter ? NoVersion : ""));
            if (answer.Code != (seen ? "STALE" : "NOT_FOUND"))
            {
                faults.Add($"{(seen ? "unexpected deny" : "unexpected allow")}: {operation.Name} by {asker.Name} of {parameter.InputName} in world {at}: {answer.Text}");
            }
        });
        faults.Should().BeEmpty();
        found.Should().BeGreaterThan(50);
        (await State()).Should().BeEquivalentTo(before);
    }

    private static bool InputIsRequired(OperationParameter parameter) => !Host.Graph.InputTypes.IsOptional(parameter.Info);

    private async Task<(string Code, string Text)> Call(Asker asker, OperationDescriptor operation, string input)
    {
        var answer = await world.Ask(asker, $"mutation {{ {operation.Name}(input: {input}) {{ userErrors {{ code field }} }} }}");
        var code = answer["errors"]?[0]?["extensions"]?["code"] ?? answer["data"]?[operation.Name]?["userErrors"]?.AsArray().FirstOrDefault()?["code"];
        return ((string?)code ?? "done", answer.ToJsonString());
    }

    /// <summary>What all tables hold, but for the records that an operation was tried.</summary>
    private async Task<Dictionary<string, string>> State()
    {
        await using var superuser = await world.Superuser();
        var state = new Dictionary<string, string>();
        foreach (var kept in world.Declarations.All.Where(k => k.Name is not ("AuditEntry" or "AuditChange")))
        {
            state[kept.Table] = (await MatrixWorld.Scalars<string>(superuser, $"select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t.id)), '') from {kept.Table} t"))[0];
        }

        return state;
    }
}
