using BusinessSuite.Reads;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>
/// What a document holds, and what it unfolds to when each fragment is put where it is spread. Each definition is walked
/// once with a stack of its own, and each fragment's size is found once: two that spread each other twice are no more work.
/// </summary>
internal sealed class DocumentOutline
{
    private readonly List<Definition> _operations = [];

    /// <summary>Walks the definitions.</summary>
    /// <exception cref="RequestException">There is another definition than operations and fragments, or two fragments of one name.</exception>
    public DocumentOutline(GraphQLDocument document)
    {
        foreach (var node in document.Definitions)
        {
            switch (node)
            {
                case GraphQLOperationDefinition operation:
                    _operations.Add(Walk(operation, operation.SelectionSet));
                    Values(operation.Directives);
                    Values(operation.Variables);
                    break;
                case GraphQLFragmentDefinition fragment when Fragments.TryAdd(fragment.FragmentName.Name.StringValue, Walk(fragment, fragment.SelectionSet)):
                    Values(fragment.Directives);
                    break;
                case GraphQLFragmentDefinition fragment:
                    throw new RequestException($"Two fragments are named {fragment.FragmentName.Name.StringValue}.");
                default:
                    throw new RequestException("A document holds operations and fragments only.");
            }
        }
    }

    /// <summary>The fragments by name.</summary>
    public Dictionary<string, Definition> Fragments { get; } = [];

    /// <summary>The operations, and after unfolding the fragments that nothing spreads: together they hold all.</summary>
    public IReadOnlyList<Definition> Roots => _operations;

    /// <summary>How many fields have an alias.</summary>
    public int Aliases { get; private set; }

    /// <summary>The items of the longest list among the arguments.</summary>
    public int LongestList { get; private set; }

    /// <summary>Adds up what fragments bring along, those first that spread none.</summary>
    /// <exception cref="RequestException">A fragment spreads itself.</exception>
    public void Unfold()
    {
        var path = new Stack<Definition>();
        foreach (var definition in Fragments.Values.Where(f => !f.Complete))
        {
            path.Push(definition);
            definition.Open = true;
            while (path.TryPeek(out var top))
            {
                if (top.Next == top.Spreads.Count)
                {
                    path.Pop();
                    Complete(top);
                }
                else if (Fragments.TryGetValue(top.Spreads[top.Next].Fragment, out var below) && !below.Complete)
                {
                    if (below.Open)
                    {
                        throw new RequestException($"The fragment {top.Spreads[top.Next].Fragment} spreads itself.");
                    }

                    path.Push(below);
                    below.Open = true;
                }
                else
                {
                    top.Next++;
                }
            }
        }

        _operations.ForEach(Complete);
        _operations.AddRange(Fragments.Values.Where(f => !f.Spread));
    }

    /// <summary>
    /// How often the most wanted response name is asked of one object, fragments included; the walk ends once it is above
    /// the limit. Validation compares such fields in pairs.
    /// </summary>
    public int MostOfOneName(Definition root, int limit)
    {
        var most = 0;
        var objects = new Queue<List<GraphQLSelectionSet>>([[root.Set]]);
        while (objects.TryDequeue(out var sets))
        {
            var names = new Dictionary<string, (int Count, List<GraphQLSelectionSet>? Below)>();
            var open = new Stack<GraphQLSelectionSet>(sets);
            while (open.TryPop(out var set))
            {
                foreach (var selection in set.Selections)
                {
                    switch (selection)
                    {
                        case GraphQLField field:
                            var name = (field.Alias?.Name ?? field.Name).StringValue;
                            var (count, below) = names.GetValueOrDefault(name);
                            if (field.SelectionSet is { } more)
                            {
                                (below ??= []).Add(more);
                            }

                            names[name] = (count + 1, below);
                            if (count + 1 > most && (most = count + 1) > limit)
                            {
                                return most;
                            }

                            break;
                        case GraphQLInlineFragment inline:
                            open.Push(inline.SelectionSet);
                            break;
                        case GraphQLFragmentSpread spread when Fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment):
                            open.Push(fragment.Set);
                            break;
                    }
                }
            }

            foreach (var (_, below) in names.Values)
            {
                if (below is not null)
                {
                    objects.Enqueue(below);
                }
            }
        }

        return most;
    }

    private void Complete(Definition definition)
    {
        definition.Complete = true;
        foreach (var (name, depth, lists) in definition.Spreads)
        {
            if (Fragments.TryGetValue(name, out var fragment))
            {
                fragment.Spread = true;
                // Doubled fifty times it would not fit a number.
                definition.Selections = Math.Min(definition.Selections + fragment.Selections, int.MaxValue);
                definition.RootFields = Math.Min(definition.RootFields + (depth == 0 ? fragment.RootFields : 0), int.MaxValue);
                definition.Depth = Math.Max(definition.Depth, depth + fragment.Depth);
                definition.SchemaLists = Math.Max(definition.SchemaLists, lists + fragment.SchemaLists);
            }
        }
    }

    private Definition Walk(ASTNode node, GraphQLSelectionSet set)
    {
        var definition = new Definition(node, set);
        var open = new Stack<(GraphQLSelectionSet Set, int Depth, int Lists)>([(set, 0, 0)]);
        while (open.TryPop(out var at))
        {
            foreach (var selection in at.Set.Selections)
            {
                definition.Selections++;
                Values((selection as IHasDirectivesNode)?.Directives);
                switch (selection)
                {
                    case GraphQLField field:
                        var lists = at.Lists + (field.Name.StringValue is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0);
                        Aliases += field.Alias is null ? 0 : 1;
                        Values(field.Arguments);
                        definition.RootFields += at.Depth == 0 ? 1 : 0;
                        definition.Depth = Math.Max(definition.Depth, at.Depth + 1);
                        definition.SchemaLists = Math.Max(definition.SchemaLists, lists);
                        if (field.SelectionSet is { } below)
                        {
                            open.Push((below, at.Depth + 1, lists));
                        }

                        break;
                    case GraphQLInlineFragment inline:
                        open.Push((inline.SelectionSet, at.Depth, at.Lists));
                        break;
                    case GraphQLFragmentSpread spread:
                        definition.Spreads.Add((spread.FragmentName.Name.StringValue, at.Depth, at.Lists));
                        break;
                }
            }
        }

        return definition;
    }

    private void Values(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
        {
            Values(directive.Arguments);
        }
    }

    private void Values(GraphQLVariablesDefinition? variables)
    {
        foreach (var variable in variables?.Items ?? [])
        {
            Values(variable.DefaultValue);
            Values(variable.Directives);
        }
    }

    private void Values(GraphQLArguments? arguments)
    {
        foreach (var argument in arguments?.Items ?? [])
        {
            Values(argument.Value);
        }
    }

    private void Values(GraphQLValue? value)
    {
        if (value is not (GraphQLListValue or GraphQLObjectValue))
        {
            return;
        }

        var open = new Stack<GraphQLValue>([value]);
        while (open.TryPop(out var next))
        {
            switch (next)
            {
                case GraphQLListValue list:
                    LongestList = Math.Max(LongestList, list.Values?.Count ?? 0);
                    list.Values?.ForEach(open.Push);
                    break;
                case GraphQLObjectValue fields:
                    fields.Fields?.ForEach(f => open.Push(f.Value));
                    break;
            }
        }
    }

    /// <summary>An operation or a fragment: first by itself, after unfolding with all that it spreads.</summary>
    internal sealed class Definition(ASTNode node, GraphQLSelectionSet set)
    {
        public ASTNode Node => node;

        public GraphQLSelectionSet Set => set;

        /// <summary>The fragments that it spreads, below how many fields and lists of the schema.</summary>
        public List<(string Fragment, int Depth, int Lists)> Spreads { get; } = [];

        /// <summary>Fields and fragments in it.</summary>
        public long Selections { get; set; }

        /// <summary>Fields that are in no other.</summary>
        public long RootFields { get; set; }

        /// <summary>How deep its fields nest.</summary>
        public int Depth { get; set; }

        /// <summary>How deep lists of the schema nest in each other: fields, interfaces, possible types, input fields.</summary>
        public int SchemaLists { get; set; }

        /// <summary>Whether adding up has begun.</summary>
        public bool Open { get; set; }

        /// <summary>Whether all is added up.</summary>
        public bool Complete { get; set; }

        /// <summary>Whether something spreads it.</summary>
        public bool Spread { get; set; }

        /// <summary>How many of the spreads are dealt with.</summary>
        public int Next { get; set; }
    }
}
