using System.Reflection;
using BusinessSuite.Host.Modules;
using BusinessSuite.Host.Operations;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using GraphQL.Types;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>Makes the schema out of the read model, the operations and the functions of all modules. Nothing in it resolves: the suite answers by plan.</summary>
internal sealed partial class SchemaBuilder
{
    private readonly ModuleCatalog _catalog;
    private readonly XmlDocs _docs = new();
    private readonly ReadModelBuilder _reads;
    private readonly ReadModel _model;
    private readonly ValueShapes _shapes;
    private readonly ListTypes _lists;
    private readonly IReadOnlyDictionary<ScalarKind, SuiteScalar> _scalars;
    private readonly Dictionary<string, IGraphType> _types = [];
    private readonly Dictionary<string, Type> _enumerations = [];
    private readonly InterfaceGraphType _node = new() { Name = "Node", Description = "Anything with a global id." };
    private readonly InterfaceGraphType _userError = new() { Name = "UserError", Description = "A rule that the input broke. Nothing was changed." };
    private readonly Dictionary<string, IGraphType> _basic = new()
    {
        ["ID"] = new IdGraphType(),
        ["String"] = new StringGraphType(),
        ["Int"] = new IntGraphType(),
        ["Float"] = new FloatGraphType(),
        ["Boolean"] = new BooleanGraphType(),
    };

    public SchemaBuilder(ModuleCatalog catalog, IServiceProvider services)
    {
        _catalog = catalog;
        _reads = new(catalog, services, _docs);
        _model = _reads.Build();
        _shapes = new(_reads, _docs);
        _lists = new(t => _types[t.Name], Scalar);
        var declaration = new Directive("specifiedBy", DirectiveLocation.Scalar)
        {
            Description = "Where a scalar is specified.",
            Arguments = new QueryArguments(Argument("url", "The address of the specification.", NotNull(_basic["String"]))),
        };
        SpecifiedBy = declaration;
        _scalars = SuiteScalar.Create();
    }

    private Directive SpecifiedBy { get; }

    public SuiteSchema Build()
    {
        var operations = OperationDiscovery.Mutations(_catalog);
        var queries = OperationDiscovery.Queries(_catalog);
        AddComputedFields();
        Register(_reads.Enumerations);
        var rules = RuleDiscovery.In(_catalog.Modules.SelectMany(m => m.Types).Append(typeof(PlatformRules))).ToList();
        _types["UserErrorCode"] = Enumerations.UserErrorCodes(rules);
        AddInterfaces();

        var query = new ObjectGraphType { Name = "Query", Description = "Everything that can be read. Each field costs a point, and the rows that its lists could give cost more: extensions.cost in the answer tells what was asked for and what was used." };
        AddReads(query);
        var queryShapes = queries.ToDictionary(q => q.Name, q => _shapes.Of(q.ResultType));
        var payloads = operations.ToDictionary(o => o.Name, Payload);
        Register(_shapes.Enumerations);
        foreach (var function in queries)
        {
            query.AddField(new FieldType
            {
                Name = function.Name,
                Description = _docs.Of(function.Method),
                DeprecationReason = Deprecation.Of(function.Method),
                // Null when it fails: the other fields of the request stay.
                ResolvedType = Output(queryShapes[function.Name]),
                Arguments = new QueryArguments(function.Parameters.Where(p => p.Source == ParameterSource.Input)
                    .Select(p => Argument(p.InputName, Describe(p.Info), Input(p.Info)))),
            });
        }

        var mutation = new ObjectGraphType { Name = "Mutation", Description = "Everything that can be done. Each field is one transaction, all or nothing, can be repeated with its idempotencyKey, and costs a point." };
        foreach (var operation in operations.OrderBy(o => o.Name, StringComparer.Ordinal))
        {
            mutation.AddField(Mutation(operation, payloads[operation.Name]));
        }

        var subscriptions = Subscriptions();
        var schema = new Schema { Query = query, Mutation = mutation.Fields.Count > 0 ? mutation : null, Subscription = Subscription(subscriptions), Description = "The BusinessSuite API." };
        schema.Directives.Register(SpecifiedBy);
        schema.RegisterType(_node);
        schema.RegisterType(_userError);
        foreach (var type in _types.Values.OfType<ObjectGraphType>())
        {
            schema.RegisterType(type);
        }

        schema.Initialize();
        return new(
            schema, _model, operations.ToDictionary(o => o.Name), payloads, queries.ToDictionary(q => q.Name), queryShapes,
            subscriptions.ToDictionary(s => s.Descriptor.Name), _reads.Types);
    }

    private void Register(IEnumerable<Type> enumerations)
    {
        foreach (var type in enumerations)
        {
            if (_enumerations.TryGetValue(type.Name, out var other))
            {
                if (other != type)
                {
                    throw new ModuleRefusedException($"Two enumerations are named {type.Name}: {other.FullName} and {type.FullName}.");
                }

                continue;
            }

            _enumerations.Add(type.Name, type);
            _types[type.Name] = Enumerations.Of(type, _docs);
        }
    }

    private void AddInterfaces()
    {
        _node.AddField(Field("id", "The global id.", NotNull(_basic["ID"])));
        foreach (var member in UserErrorValue.Members)
        {
            _userError.AddField(Field(member.Name, member.Description, Nullable(Output(member.Shape), member.Nullable)));
        }

        var money = new ObjectGraphType { Name = "Money", Description = "An exact amount in one currency." };
        money.AddField(Field("amount", "The amount in units of the currency, at most four decimals.", NotNull(_scalars[ScalarKind.Decimal])));
        money.AddField(Field("currency", "The ISO 4217 code, for example CNY.", NotNull(_scalars[ScalarKind.Currency])));
        _types["Money"] = money;
    }

    private void AddComputedFields()
    {
        foreach (var (module, method, on) in OperationDiscovery.Fields(_catalog))
        {
            var target = _reads.Types.Find(on) ?? throw new ModuleRefusedException($"Module {module.Name} adds the field {method.Name} to {on.Name}, which is not readable.");
            var values = OperationDiscovery.Result(method);
            if (!values.IsGenericType || values.GetGenericArguments() is not [var key, var value] || key != typeof(Guid))
            {
                throw new ModuleRefusedException($"Module {module.Name}: the field {method.Name} must answer IReadOnlyDictionary<Guid, TValue>.");
            }

            target.Add(new ComputedField(Names.OfMethod(method.Name), _docs.Of(method) ?? "", _shapes.Of(value), new FunctionInvoker(method, module.Name).Values));
        }
    }

    private void AddReads(ObjectGraphType query)
    {
        query.AddField(Field("node", "The object with that global id, or null when there is none that the caller may see.", _node, Argument("id", "The global id.", NotNull(_basic["ID"]))));
        query.AddField(Field(
            "nodes", "The objects with those global ids, at most 100, in their order; null where there is none that the caller may see.",
            NotNull(new ListGraphType(_node)), Argument("ids", "The global ids.", NotNull(new ListGraphType(NotNull(_basic["ID"]))))));
        foreach (var type in _model.Types)
        {
            _types[type.Name] = new ObjectGraphType { Name = type.Name, Description = type.Description, IsTypeOf = _ => true };
        }

        foreach (var type in _model.Types)
        {
            Fill(type, (ObjectGraphType)_types[type.Name]);
            if (query.HasField(type.Single) || query.HasField(type.Plural) || type.Single == type.Plural)
            {
                throw new ModuleRefusedException($"Module {type.Module}: the root fields {type.Single} and {type.Plural} of {type.Name} are taken or alike; give it another name or plural.");
            }

            query.AddField(Field(type.Single, $"One {type.Name} by its global id, or null when there is none that the caller may see.", _types[type.Name], Argument("id", "The global id.", NotNull(_basic["ID"]))));
            query.AddField(_lists.Field(type.Plural, $"The {type.Plural} that the caller may see.", type));
        }
    }

    private void Fill(ReadType type, ObjectGraphType graph)
    {
        foreach (var field in type.Fields.Values)
        {
            var made = field switch
            {
                IdField => Field(field.Name, field.Description, NotNull(_basic["ID"])),
                ColumnField column => Field(field.Name, field.Description, Nullable(
                    column.IsList ? new ListGraphType(NotNull(Scalar(column.Kind, column.TypeName))) : Scalar(column.Kind, column.TypeName), column.Nullable)),
                MoneyField money => Field(field.Name, field.Description, Nullable(_types["Money"], money.Nullable)),
                ToOneField one => Field(field.Name, field.Description, _types[one.Target.Name]),
                ToManyField many => _lists.Field(field.Name, field.Description, many.Target),
                ComputedField computed => Field(field.Name, field.Description, Output(computed.Shape)),
                _ => throw new InvalidOperationException(),
            };
            made.DeprecationReason = field.Deprecation;
            graph.AddField(made);
        }

        graph.AddResolvedInterface(_node);
    }

    private ObjectShape Payload(OperationDescriptor operation)
    {
        var payload = new ObjectShape($"{char.ToUpperInvariant(operation.Name[0])}{operation.Name[1..]}Payload", $"What {operation.Name} answers.");
        var result = _shapes.Of(operation.ResultType);
        if (result is ObjectShape record)
        {
            foreach (var member in record.Members.Values)
            {
                payload.Members.Add(member.Name, member with { Nullable = true, Get = v => ((PayloadValue)v).Result is { } r ? member.Get(r) : null });
            }
        }
        else
        {
            var name = result switch
            {
                EntityShape entity => entity.Type.Single,
                ListShape { Item: EntityShape entity } => entity.Type.Plural,
                _ => "result",
            };
            payload.Members.Add(name, new(name, "What was made or changed; null when a rule was broken.", result, true, v => ((PayloadValue)v).Result));
        }

        var error = new ObjectShape(payload.TypeName.Replace("Payload", "UserError", StringComparison.Ordinal), $"A rule that {operation.Name} found broken.");
        foreach (var member in UserErrorValue.Members)
        {
            error.Members.Add(member.Name, member);
        }

        payload.Members.Add("userErrors", new("userErrors", "The rules that the input broke; empty on success.", new ListShape(error), false, v => ((PayloadValue)v).UserErrors));
        return payload;
    }

    private FieldType Mutation(OperationDescriptor operation, ObjectShape payload)
    {
        var name = char.ToUpperInvariant(operation.Name[0]) + operation.Name[1..];
        var input = new InputObjectGraphType { Name = $"{name}Input", Description = $"What {operation.Name} takes." };
        foreach (var parameter in operation.Parameters.Where(p => p.Source != ParameterSource.Service))
        {
            var type = parameter.Source == ParameterSource.Entity
                ? Nullable(_basic["ID"], InputTypes.IsOptional(parameter.Info))
                : Input(parameter.Info);
            input.AddField(Field(parameter.InputName, Describe(parameter.Info), type));
        }

        if (operation.Parameters.Any(p => p.Source == ParameterSource.Entity))
        {
            input.AddField(Field("expectedVersion", "The version that the record was read in; STALE when it has another by now.", _basic["Int"]));
        }

        input.AddField(Field("idempotencyKey", "A key of the client's choice, at most 128 characters. The same key with the same input answers the first result again and changes nothing.", _basic["String"]));
        var field = Field(
            operation.Name, $"{_docs.Of(operation.Method)} Needs {operation.Permission ?? "no account"}.", Output(payload),
            Argument("input", "What to do.", NotNull(input)));
        field.DeprecationReason = Deprecation.Of(operation.Method);
        return field;
    }

    private string Describe(ParameterInfo parameter) => _docs.Of(parameter) ?? (typeof(Entity).IsAssignableFrom(parameter.ParameterType)
        ? $"The {Names.Camel(parameter.ParameterType.Name)}."
        : "");

    private IGraphType Input(ParameterInfo parameter) => Nullable(
        parameter.Member.DeclaringType == typeof(Money) && parameter.ParameterType == typeof(string) ? _scalars[ScalarKind.Currency] : Input(parameter.ParameterType), InputTypes.IsOptional(parameter));

    private IGraphType Input(Type type)
    {
        var clr = System.Nullable.GetUnderlyingType(type) ?? type;
        if (InputTypes.IsId(clr))
        {
            return _basic["ID"];
        }

        if (ReadModelBuilder.KindOf(clr) is { } kind)
        {
            if (kind == ScalarKind.Enum)
            {
                Register([clr]);
            }

            return Scalar(kind, kind == ScalarKind.Enum ? clr.Name : null);
        }

        if (InputTypes.IsList(clr))
        {
            return new ListGraphType(NotNull(Input(InputTypes.ItemOf(clr))));
        }

        var name = clr.Name.EndsWith("Input", StringComparison.Ordinal) ? clr.Name : clr.Name + "Input";
        if (_types.TryGetValue(name, out var known))
        {
            return known;
        }

        var graph = new InputObjectGraphType { Name = name, Description = _docs.Of(clr) };
        _types[name] = graph;
        foreach (var member in InputTypes.MembersOf(clr))
        {
            graph.AddField(Field(Names.Camel(member.Name!), Describe(member), Input(member)));
        }

        return graph;
    }

    private IGraphType Output(ValueShape shape)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                return Scalar(scalar.Kind, scalar.TypeName);
            case ListShape list:
                return new ListGraphType(NotNull(Output(list.Item)));
            case EntityShape entity:
                return _types[entity.Type.Name];
        }

        var record = (ObjectShape)shape;
        if (_types.TryGetValue(record.TypeName, out var known))
        {
            return known;
        }

        var graph = new ObjectGraphType { Name = record.TypeName, Description = record.Description, IsTypeOf = _ => true };
        _types[record.TypeName] = graph;
        foreach (var member in record.Members.Values)
        {
            graph.AddField(Field(member.Name, member.Description, Nullable(Output(member.Shape), member.Nullable)));
        }

        if (record.TypeName.EndsWith("UserError", StringComparison.Ordinal))
        {
            graph.AddResolvedInterface(_userError);
        }

        return graph;
    }

    private IGraphType Scalar(ScalarKind kind, string? enumeration) => kind switch
    {
        ScalarKind.Text => _basic["String"],
        ScalarKind.Int => _basic["Int"],
        ScalarKind.Float => _basic["Float"],
        ScalarKind.Boolean => _basic["Boolean"],
        ScalarKind.Id => _basic["ID"],
        ScalarKind.Enum => _types[enumeration!],
        _ => _scalars[kind],
    };

    private static NonNullGraphType NotNull(IGraphType type) => new(type);

    private static IGraphType Nullable(IGraphType type, bool nullable) => nullable ? type : NotNull(type);

    private static QueryArgument Argument(string name, string description, IGraphType type) => new(type) { Name = name, Description = description };

    private static FieldType Field(string name, string description, IGraphType type, params QueryArgument[] arguments) =>
        new() { Name = name, Description = description, ResolvedType = type, Arguments = arguments.Length == 0 ? null : new QueryArguments(arguments) };
}
