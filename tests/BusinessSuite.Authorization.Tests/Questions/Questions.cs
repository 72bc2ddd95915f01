using System.Text.Json.Nodes;
using BusinessSuite.Reads;

namespace BusinessSuite.Authorization.Tests;

/// <summary>Every way to the rows of a type that the schema offers, as questions.</summary>
internal sealed class Questions(Declarations declarations, Rendering rendering, IReadOnlyDictionary<Kept, int> others)
{
    private static readonly int[] Probed = [Declarations.Own, Declarations.Foreign];

    /// <summary>The ways to the rows of a type.</summary>
    public IEnumerable<Question> Ways(Kept kept)
    {
        var fields = kept.Type!.Fields.Count;
        yield return List(kept, "list", "", $"totalCount nodes {{ {rendering.Fields(kept)} }} edges {{ node {{ {Rendering.Values(kept)} }} }}", a => new()
        {
            ["totalCount"] = Seen(kept, a).Count,
            ["nodes"] = new JsonArray([.. Seen(kept, a).Select(w => rendering.FieldsOf(kept, w, a))]),
            ["edges"] = new JsonArray([.. Seen(kept, a).Select(w => new JsonObject { ["node"] = rendering.ValuesOf(kept, w) })]),
        }, (fields * 2) + kept.Type.Fields.Values.Sum(f => f switch { ToOneField one => one.Target.Fields.Count, ToManyField many => many.Target.Fields.Count, _ => 0 }), a => rendering.Denied(kept, a, ".nodes"));
        if (kept.Rows is not null)
        {
            // Of what belongs to nobody more may be added by the very reading.
            yield return new("count of all", $"{kept.Type.Plural} {{ totalCount }}", a => Declarations.May(kept, a)
                ? new(new JsonObject { ["totalCount"] = Seen(kept, a).Count + (declarations.Sees(kept, Declarations.Foreign, a) ? others[kept] : 0) }, [])
                : Answer.No, 3, kept.Readable!.Public);
        }

        foreach (var world in Declarations.Worlds)
        {
            yield return new("by key", $"{kept.Type.Single}(id: \"{kept.Id(world)}\") {{ {Rendering.Values(kept)} }}", a => Declarations.May(kept, a)
                ? new(declarations.Sees(kept, world, a) ? rendering.ValuesOf(kept, world) : null, [])
                : Answer.No, fields, kept.Readable!.Public);
            yield return new("node", $"node(id: \"{kept.Id(world)}\") {{ id ... on {kept.Name} {{ {rendering.Fields(kept)} }} }}", a => Node(kept, world, a), fields, true);
        }

        yield return new("nodes", $"nodes(ids: [{string.Join(", ", Declarations.Worlds.Select(w => $"\"{kept.Id(w)}\""))}]) {{ ...All{kept.Name} }}", a =>
            new(new JsonArray([.. Declarations.Worlds.Select(w => declarations.Sees(kept, w, a) && Declarations.May(kept, a) ? rendering.ValuesOf(kept, w) : null)]), []), fields * 3, true);
    }

    /// <summary>What a list could give away without showing it: by conditions, by orders, gathered.</summary>
    public IEnumerable<Question> Oracles(Kept kept) => Filters(kept).Concat(Orders(kept)).Concat(Gathered(kept));

    /// <summary>The fragments that the questions about a type spread.</summary>
    public static string Fragments(Kept kept) => $"fragment All{kept.Name} on {kept.Name} {{ {Rendering.Values(kept)} }}";

    private Answer Node(Kept kept, int world, Asker asker) => Declarations.May(kept, asker)
        ? new(declarations.Sees(kept, world, asker) ? rendering.FieldsOf(kept, world, asker) : null, [.. rendering.Denied(kept, asker, "")])
        : new(null, []);

    /// <summary>Conditions on values and on related rows: what may not be seen must not be found by them.</summary>
    private IEnumerable<Question> Filters(Kept kept)
    {
        foreach (var filter in kept.Type!.Filters.Where(f => !f.IsList))
        {
            // A column with a key holds what the row shows by its relation; the id stands for the row itself.
            JsonNode? Of(int world) => filter.Kind == ScalarKind.Id
                ? filter.Name == "id" || rendering.Related(kept, world, (ToOneField)kept.Type.Fields[filter.Name[..^2]]) is not null ? world : null
                : rendering.Value(kept, world, filter.Name);
            foreach (var world in Probed)
            {
                var right = Of(world);
                var literal = right is null ? "null" : rendering.Literal(kept, world, filter);
                yield return List(kept, $"where {filter.Name}", $"{{{filter.Name}: {{eq: {literal}}}}}", "totalCount", a => new()
                {
                    ["totalCount"] = Seen(kept, a).Count(w => JsonNode.DeepEquals(Of(w), right)),
                }, 1);
            }
        }

        foreach (var relation in kept.Type.Fields.Values.OfType<ToOneField>())
        {
            var target = declarations.Of(relation.Target);
            bool Found(int world, Asker asker) => rendering.Related(kept, world, relation) is { } at && declarations.Sees(target, at, asker);
            foreach (var world in Probed)
            {
                yield return List(kept, $"where {relation.Name}", $"{{{relation.Name}: {{id: {{eq: \"{target.Id(world)}\"}}}}}}", "totalCount nodes { id }", a => new()
                {
                    ["totalCount"] = Seen(kept, a).Count(w => w == world && Found(w, a)),
                    ["nodes"] = Ids(kept, Seen(kept, a).Where(w => w == world && Found(w, a))),
                }, 1, through: target);
            }

            yield return List(kept, $"where not {relation.Name}", $"{{not: {{{relation.Name}: {{id: {{isNull: false}}}}}}}}", "totalCount", a => new() { ["totalCount"] = Seen(kept, a).Count(w => !Found(w, a)) }, 3, through: target);
            if (relation.Target.Filters.FirstOrDefault(f => f.Kind is not (ScalarKind.Id or ScalarKind.Boolean or ScalarKind.Enum or ScalarKind.Json) && !f.IsList) is { } inner)
            {
                yield return List(kept, $"where {relation.Name}.{inner.Name}", $"{{{relation.Name}: {{{inner.Name}: {{eq: {rendering.Literal(target, Declarations.Foreign, inner)}}}}}}}", "totalCount", a => new()
                {
                    ["totalCount"] = Seen(kept, a).Count(w => w == Declarations.Foreign && Found(w, a)),
                }, 1, through: target);
            }
        }
    }

    /// <summary>Orders by values and by values of related rows: the place of a row must not tell what cannot be seen.</summary>
    private IEnumerable<Question> Orders(Kept kept)
    {
        foreach (var sort in kept.Type!.Sorts.Where(s => s.Kind is not (ScalarKind.Enum or ScalarKind.Boolean)))
        {
            yield return List(kept, $"orderBy {sort.Name}", "", "nodes { id }", a => new() { ["nodes"] = Ids(kept, Seen(kept, a).OrderDescending()) }, 3, order: $"{{field: {sort.EnumName}}}");
        }

        foreach (var relation in kept.Type.Fields.Values.OfType<ToOneField>())
        {
            var target = declarations.Of(relation.Target);
            if (relation.Target.Sorts.FirstOrDefault(s => s.Kind is not (ScalarKind.Enum or ScalarKind.Boolean)) is { } sort)
            {
                // Values fall from world to world; rows whose related row cannot be seen come last, by their keys.
                yield return List(kept, $"orderBy {relation.Name}.{sort.Name}", "", "nodes { id }", a => new()
                {
                    ["nodes"] = Ids(kept, Seen(kept, a).OrderBy(w => rendering.Related(kept, w, relation) is { } at && declarations.Sees(target, at, a) ? -at : 10 + w)),
                }, 3, order: $"{{{relation.Name}: {{field: {sort.EnumName}}}}}", through: target);
            }
        }
    }

    /// <summary>Rows gathered: what may not be seen must not be counted, nor be the largest.</summary>
    private IEnumerable<Question> Gathered(Kept kept)
    {
        foreach (var key in kept.Type!.GroupKeys)
        {
            var target = key is ToOneField one ? declarations.Of(one.Target) : null;
            var dates = key is ColumnField { Kind: ScalarKind.Date or ScalarKind.DateTime };
            var keys = dates ? "" : $" keys {{ {key.Name}{(target is null ? "" : " { id }")} }}";
            yield return List(kept, $"groups by {key.Name}", "", $"groups(by: [{{field: {key.EnumName}}}]) {{ count{keys} }}", a => new()
            {
                ["groups"] = new JsonArray([.. Seen(kept, a)
                    .GroupBy(w => key is ToOneField relation ? $"{rendering.Related(kept, w, relation)}" : $"{rendering.Value(kept, w, key.Name)?.ToJsonString()}")
                    .Select(g => Group(kept, key, target, g.First(), g.Count(), dates, a))]),
            }, 3, through: target);
        }

        var extremes = kept.Type.Extremes.ToList();
        if (extremes.Count > 0)
        {
            var names = string.Join(' ', extremes.Select(f => f.Name));
            JsonObject Extremes(int? world) => new(extremes.Select(f => KeyValuePair.Create(f.Name, world is { } w ? rendering.Value(kept, w, f.Name) : null)));
            yield return List(kept, "aggregates", "", $"aggregates {{ count min {{ {names} }} max {{ {names} }} }}", a => new()
            {
                ["aggregates"] = new JsonObject
                {
                    ["count"] = Seen(kept, a).Count,
                    ["min"] = Extremes(Seen(kept, a) is [.., var last] ? last : null),
                    ["max"] = Extremes(Seen(kept, a) is [var first, ..] ? first : null),
                },
            }, extremes.Count * 2);
        }
    }

    private JsonObject Group(Kept kept, ReadField key, Kept? target, int world, int count, bool dates, Asker asker)
    {
        var group = new JsonObject { ["count"] = count };
        if (!dates)
        {
            group["keys"] = new JsonObject
            {
                [key.Name] = key is ToOneField relation
                    ? rendering.Related(kept, world, relation) is { } at && declarations.Sees(target!, at, asker) ? new JsonObject { ["id"] = target!.Id(at) } : null
                    : rendering.Value(kept, world, key.Name),
            };
        }

        return group;
    }

    /// <summary>A list of the rows of the three worlds.</summary>
    private static Question List(
        Kept kept, string path, string where, string selection, Func<Asker, JsonObject> right, int cells, Func<Asker, IEnumerable<string>>? denied = null, string? order = null, Kept? through = null)
    {
        var ids = $"{{id: {{in: [{string.Join(", ", Declarations.Worlds.Select(w => $"\"{kept.Id(w)}\""))}]}}}}";
        var arguments = $"(where: {(where.Length == 0 ? ids : $"{{and: [{ids}, {where}]}}")}{(order is null ? "" : $", orderBy: [{order}]")})";
        return new(path, $"{kept.Type!.Plural}{arguments} {{ {selection} }}", a =>
            !Declarations.May(kept, a) ? Answer.No
            : through is not null && !Declarations.May(through, a) ? Answer.Refusal
            : new(right(a), [.. denied?.Invoke(a) ?? []]), cells, kept.Readable!.Public);
    }

    private List<int> Seen(Kept kept, Asker asker) => [.. Declarations.Worlds.Where(w => declarations.Sees(kept, w, asker))];

    private static JsonArray Ids(Kept kept, IEnumerable<int> worlds) => new([.. worlds.Select(w => new JsonObject { ["id"] = kept.Id(w) })]);
}
