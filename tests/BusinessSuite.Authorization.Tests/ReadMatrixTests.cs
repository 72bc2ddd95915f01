using System.Text.Json.Nodes;
using BusinessSuite.Reads;

namespace BusinessSuite.Authorization.Tests;

/// <summary>
/// Every type and field that can be read, by every role, in its own department and a foreign one, on every path of the schema:
/// nothing is given away and nothing withheld. A new module is covered by what it declares.
/// </summary>
[Trait("row", "RL-31")]
[Collection(Matrix.Name)]
public sealed class ReadMatrixTests(MatrixWorld world)
{
    // Originals of files have a permission of their own.
    private readonly HashSet<string> _confidential =
        ["original", .. from kept in world.Declarations.Readable from field in kept.Type!.Fields.Keys where Rendering.IsWithheld(kept, Declarations.Foreign, field) select field];

    [Fact]
    public async Task Every_role_reads_what_was_granted_and_nothing_else()
    {
        var rendering = await Learned();
        var questions = new Questions(world.Declarations, rendering, await Others());
        var kinds = world.Declarations.Readable.Select(k => (Kept: k, Ways: questions.Ways(k).ToList(), Oracles: questions.Oracles(k).ToList(), Fragments: Questions.Fragments(k))).ToList();
        long cells = 0, denied = 0, requests = 0;
        var work = from asker in world.Askers from kind in kinds select (asker, kind);
        var faults = await MatrixWorld.Each(work, async (item, faults) =>
        {
            var (asker, (kept, ways, oracles, fragments)) = item;
            // A list of a type that may not be read at all is not looked at further; to ask those of a few roles for it in every form is enough.
            var asked = asker.Grants.Count == 1 && !Declarations.May(kept, asker) ? ways : [.. ways, .. oracles];
            var right = asked.Select(q => (Question: q, Answer: asker.Secret is null && !q.Open ? Answer.Refusal : q.Right(asker))).ToList();
            Interlocked.Add(ref cells, asked.Sum(q => q.Cells));
            Interlocked.Add(ref denied, right.Count(r => r.Answer.Refused || r.Answer.Denied.Count > 0));
            // What is refused as a whole is asked alone.
            foreach (var part in right.Where(r => r.Answer.Refused).Select(r => new[] { r }).Append([.. right.Where(r => !r.Answer.Refused)]).Where(p => p.Length > 0))
            {
                Interlocked.Increment(ref requests);
                foreach (var fault in await Compare(asker, part, fragments))
                {
                    faults.Add($"{asker.Name}: {kept.Name}: {fault}");
                }
            }
        });

        TestContext.Current.SendDiagnosticMessage(
            "{0} cells: {1} roles, {2} types, {3} fields, {4} questions; {5} requests, {6} times a permission was missing",
            cells, world.Askers.Count, kinds.Count, kinds.Sum(k => k.Kept.Type!.Fields.Count), kinds.Sum(k => k.Ways.Count + k.Oracles.Count), requests, denied);
        faults.Take(50).Should().BeEmpty($"none of {cells} cells may be wrong; {faults.Count} are");
        cells.Should().BeGreaterThan(10_000);
        denied.Should().BePositive();
    }

    [Fact]
    public async Task What_happened_is_told_to_those_who_see_what_it_happened_to()
    {
        var from = (string)(await world.Admin.Query("{ events { endCursor } }"))["events"]!["endCursor"]!;
        var kinds = world.Declarations.Readable.ToList();
        var all = (from kept in kinds from at in Declarations.Worlds select (Kept: kept, World: at)).ToList();
        await world.AsOwner(string.Concat(all.Select(e =>
            $"insert into suite.events (id, type, data, at, node_type, node_key) values (gen_random_uuid(), 'Matrix', '{{}}', now(), '{e.Kept.Name}', '{e.Kept.Key(e.World)}');")));
        var faults = await MatrixWorld.Each(world.Askers, async (asker, faults) =>
        {
            var told = new List<string>();
            var (after, more) = (from, true);
            while (more)
            {
                var page = (await world.Ask(asker, $"{{ events(after: \"{after}\", first: 500) {{ events {{ nodeId }} endCursor hasMore }} }}"))["data"]!["events"]!;
                told.AddRange(page["events"]!.AsArray().Select(e => (string)e!["nodeId"]!));
                (after, more) = ((string)page["endCursor"]!, (bool)page["hasMore"]!);
            }

            var right = all.Where(e => Declarations.May(e.Kept, asker) && world.Declarations.Sees(e.Kept, e.World, asker)).Select(e => e.Kept.Id(e.World)).ToList();
            foreach (var id in told.Except(right).Select(i => $"unexpected allow of {NodeId.Decode(i)}").Concat(right.Except(told).Select(i => $"unexpected deny of {NodeId.Decode(i)}")))
            {
                faults.Add($"{asker.Name}: {id}");
            }
        });
        faults.Should().BeEmpty();
    }

    [Fact]
    public async Task Functions_answer_those_who_have_their_permission()
    {
        var inputs = new Inputs(world);
        var faults = await MatrixWorld.Each(from asker in world.Askers from query in world.Schema.Queries.Values select (asker, query), async (item, faults) =>
        {
            var (asker, query) = item;
            var below = Rendering.Below(world.Schema.QueryShapes[query.Name]);
            var right = query.Permission is null || asker.Reach(query.Permission) is not null ? new Answer(Answer.Any, []) : asker.Secret is null ? Answer.Refusal : Answer.No;
            var question = new Question("function", $"{query.Name}{inputs.Arguments(query.Parameters)}{below}", _ => right, 1, query.Permission is null);
            foreach (var fault in await Compare(asker, [(question, right)], ""))
            {
                faults.Add($"{asker.Name}: {query.Name}: {fault}");
            }
        });
        faults.Should().BeEmpty();
    }

    private async Task<IReadOnlyList<string>> Compare(Asker asker, (Question Question, Answer Answer)[] part, string fragments)
    {
        var text = $"{{ {string.Join('\n', part.Select((p, i) => $"q{i}: {p.Question.Field}"))} }}{(part.Any(p => p.Question.Field.Contains("...All", StringComparison.Ordinal)) ? fragments : "")}";
        var answer = await world.Ask(asker, text);
        var errors = (answer["errors"]?.AsArray() ?? []).Select(e => (Path: string.Join('.', e!["path"]?.AsArray().Select(p => p!.ToString()) ?? []), Code: (string)e["extensions"]!["code"]!)).ToList();
        if (part is [var (question, only)] && only.Refused)
        {
            // Not even null: nothing was run.
            return answer["data"] is null && errors is [("", "FORBIDDEN" or "UNAUTHENTICATED")] ? [] : [$"unexpected allow of {question.Path}: {question.Field}: {answer.ToJsonString()[..Math.Min(300, answer.ToJsonString().Length)]}"];
        }

        if (part is [var (_, any)] && any.Data?.ToString() == Answer.Any && errors is [(_, "THROTTLED")])
        {
            // Who may ask without signing in may not guess for long.
            return [];
        }

        if (answer["data"] is not JsonObject data)
        {
            return [$"unexpected deny of all: {answer.ToJsonString()[..Math.Min(600, answer.ToJsonString().Length)]}"];
        }

        var code = asker.Secret is null ? "UNAUTHENTICATED" : "FORBIDDEN";
        var right = part.SelectMany((p, i) => p.Answer.Denied.Select(d => $"q{i}{d}")).Distinct().ToHashSet();
        // That a value is confidential is said where there are such rows; whether it is withheld is seen in the data.
        var said = errors.Where(e => e.Code == code && !_confidential.Contains(e.Path.Split('.')[^1])).Select(e => e.Path).ToHashSet();
        string Named(string path) => $"{part[int.Parse(path[1..].Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)].Question.Path} {path}";
        return
        [
            .. part.SelectMany((p, i) => Answer.Differences(p.Answer.Data, data[$"q{i}"], p.Question.Path)),
            .. right.Except(said).Select(p => $"no error says that it is denied: {Named(p)}"),
            .. said.Except(right).Select(p => $"unexpected deny: {Named(p)}"),
        ];
    }

    /// <summary>What the rows hold, as everything tells it: no value is missing.</summary>
    private async Task<Rendering> Learned()
    {
        var rendering = new Rendering(world.Declarations, world.Rows, world.Schema);
        foreach (var kept in world.Declarations.Readable)
        {
            var ids = string.Join(", ", Declarations.Worlds.Select(w => $"\"{kept.Id(w)}\""));
            var answer = await world.Ask(world.Everything, $"{{ nodes(ids: [{ids}]) {{ ... on {kept.Name} {{ {Rendering.Values(kept)} }} }} }}");
            foreach (var at in Declarations.Worlds.Where(w => world.Declarations.Sees(kept, w, world.Everything)))
            {
                var row = answer["data"]?["nodes"]?[at]?.AsObject();
                row.Should().NotBeNull($"{kept.Name} in world {at}: {answer.ToJsonString()}");
                row!.Where(m => (m.Value is null) != Rendering.IsWithheld(kept, at, m.Key) && kept.Type!.Fields[m.Key] is not ComputedField).Select(m => $"{kept.Name}.{m.Key}").Should().BeEmpty("every column of the rows has a value, and what is confidential is withheld");
                rendering.Learn(kept, at, row!);
            }
        }

        return rendering;
    }

    /// <summary>How many rows were there besides those of the worlds. Of rows that belong to someone there were none.</summary>
    private async Task<Dictionary<Kept, int>> Others()
    {
        await using var superuser = await world.Superuser();
        var others = new Dictionary<Kept, int>();
        foreach (var kept in world.Declarations.Readable)
        {
            others[kept] = (int)(await MatrixWorld.Scalars<long>(superuser, $"select count(*) from {kept.Table}"))[0] - Declarations.Worlds.Length;
            if (kept.Rows is not null && kept.Rows.Of is null)
            {
                others[kept].Should().Be(0, kept.Name);
            }
        }

        return others;
    }
}
