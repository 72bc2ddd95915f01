using System.Text.Json.Nodes;
using GraphQLParser;
using GraphQLParser.AST;
using Npgsql;

namespace BusinessSuite.Reads.Tests;

/// <summary>A small library of authors and books in a database of its own, and the model over it.</summary>
public sealed class Library : IAsyncLifetime
{
    private readonly string _database = $"reads_{Guid.NewGuid():N}";
    private string _server = "";
    private NpgsqlDataSource? _source;

    public ReadModel Model { get; private set; } = null!;

    public ReadType Author { get; private set; } = null!;

    public ReadType Book { get; private set; } = null!;

    public NpgsqlDataSource Source => _source!;

    /// <summary>How a role connects that row security binds: it shows books to the caller "somebody" only.</summary>
    public string ConnectionString { get; private set; } = "";

    public static Guid Key(int n) => new($"00000000-0000-7000-8000-{n:D12}");

    public async ValueTask InitializeAsync()
    {
        _server = (await BusinessSuite.Testing.TestServer.Postgres).ConnectionString;
        await using (var admin = NpgsqlDataSource.Create(_server))
        {
            await admin.CreateCommand($"create database {_database}").ExecuteNonQueryAsync();
        }

        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_server) { Database = _database });
        await _source.CreateCommand("""
            create table authors (id uuid primary key, name text not null, born date, country_id uuid);
            create table books (id uuid primary key, title text not null, author_id uuid references authors, sequel_of_id uuid references books,
              year int, price_amount numeric(19,4), price_currency text, tags text[] not null default '{}', added timestamptz not null, blurb text not null default '', isbn text unique);
            insert into authors select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Author ' || n, case when n % 3 = 0 then null else date '1900-01-01' + n end
              from generate_series(1, 20) n;
            insert into books select ('00000000-0000-7000-8000-' || lpad((1000 + n)::text, 12, '0'))::uuid, 'Book "' || n || '" 书',
              ('00000000-0000-7000-8000-' || lpad((1 + n % 10)::text, 12, '0'))::uuid,
              case when n > 1 then ('00000000-0000-7000-8000-' || lpad((999 + n)::text, 12, '0'))::uuid end,
              case when n % 4 = 0 then null else 1950 + n % 7 end, n + 0.5, 'EUR', array['a', 'b' || n], timestamptz '2026-01-01Z' + n * interval '1 hour'
              from generate_series(1, 100) n;
            update books set blurb = case when title like '%"1"%' then '' else rpad('', 200 + numbered.n::int, '"x') end, isbn = numbered.n::text from (select id, row_number() over (order by id) n from books) numbered where books.id = numbered.id;
            """).ExecuteNonQueryAsync();
        await _source.CreateCommand($"""
            create role {_database};
            grant select on authors, books to {_database};
            alter table books enable row level security;
            create policy somebody on books using (current_setting('suite.caller', true) = 'somebody');
            """).ExecuteNonQueryAsync();
        ConnectionString = new NpgsqlConnectionStringBuilder(_source.ConnectionString) { Options = $"-c role={_database}", Password = new NpgsqlConnectionStringBuilder(_server).Password }.ConnectionString;
        Model = Declare();
    }

    public async ValueTask DisposeAsync()
    {
        await _source!.DisposeAsync();
        await using var admin = NpgsqlDataSource.Create(_server);
        await admin.CreateCommand($"drop database {_database} with (force)").ExecuteNonQueryAsync();
        await admin.CreateCommand($"drop role {_database}").ExecuteNonQueryAsync();
    }

    /// <summary>How a query is answered.</summary>
    public (ReadEngine Engine, ReadPlan Plan, Variables Variables) Plan(string query, Dictionary<string, object?>? variables = null, Func<ReadType, bool>? may = null)
    {
        var document = Parser.Parse(query);
        var bound = new Variables(variables ?? []);
        var request = new RequestDocument(RequestDocument.FragmentsIn(document), document.Definitions.OfType<GraphQLOperationDefinition>().First(), bound);
        var engine = new ReadEngine(Model, 10_000);
        return (engine, engine.Plan(request, "Query", may ?? (_ => true), new(50, 100), _ => null), bound);
    }

    public async Task<JsonNode> Query(string query, Dictionary<string, object?>? variables = null, Func<ReadType, bool>? may = null, List<FieldError>? errors = null)
    {
        var (engine, plan, bound) = Plan(query, variables, may);
        errors?.AddRange(plan.Errors);
        using var json = new JsonBuffer();
        await using var connection = await Source.OpenConnectionAsync();
        await engine.Execute(plan, bound, [], connection, "{}", null, json, CancellationToken.None);
        return JsonNode.Parse(json.Written)!;
    }

    /// <summary>The same answer in the pieces in which it leaves while it is read.</summary>
    public async Task<(JsonNode Answer, List<int> Pieces)> Stream(string query)
    {
        var (engine, plan, _) = Plan(query);
        using var whole = new MemoryStream();
        var pieces = new List<int>();
        using var json = new JsonBuffer
        {
            Drain = (bytes, _) =>
            {
                pieces.Add(bytes.Length);
                whole.Write(bytes.Span);
                return ValueTask.CompletedTask;
            },
        };
        await using var connection = await Source.OpenConnectionAsync();
        await engine.Execute(plan, Variables.None, [], connection, "{}", null, json, CancellationToken.None);
        whole.Write(json.Written);
        return (JsonNode.Parse(whole.ToArray())!, pieces);
    }

    private ReadModel Declare()
    {
        var born = new ColumnField("born", "", "born", ScalarKind.Date, true);
        var name = new ColumnField("name", "", "name", ScalarKind.Text, false);
        Author = Type("Author", "authors", [name, born, Id("Author")], [name, born]);
        Author.Add(name);
        Author.Add(born);
        var title = new ColumnField("title", "", "title", ScalarKind.Text, false);
        var year = new ColumnField("year", "", "year", ScalarKind.Int, true);
        var added = new ColumnField("added", "", "added", ScalarKind.DateTime, false);
        var isbn = new ColumnField("isbn", "", "isbn", ScalarKind.Text, true) { Unique = true };
        Book = Type("Book", "books", [title, year, added, isbn, Id("Book"), new("authorId", "", "author_id", ScalarKind.Id, true, TypeName: "Author")], [title, year, added]);
        Book.Add(title);
        Book.Add(year);
        Book.Add(added);
        Book.Add(isbn);
        Book.Add(new ColumnField("blurb", "", "blurb", ScalarKind.Text, false));
        Book.Add(new ColumnField("tags", "", "tags", ScalarKind.Text, false, IsList: true));
        Book.Add(new MoneyField("price", "", "price_amount", "price_currency", true));
        Book.Add(new ToOneField("author", "", Author, "author_id"));
        Book.Add(new ToOneField("sequelOf", "", Book, "sequel_of_id"));
        Book.Add(new ComputedField("shout", "", new ScalarShape(ScalarKind.Text), call =>
            Task.FromResult<IReadOnlyDictionary<Guid, object?>>(call.Keys.ToDictionary(k => k, k => (object?)$"!{k.ToString()[^3..]}"))));
        Author.Add(new ToManyField("books", "", Book, "author_id"));
        return new([Author, Book]);
    }

    private static ColumnField Id(string type) => new("id", "", "id", ScalarKind.Id, false, TypeName: type) { Unique = true };

    private static ReadType Type(string name, string table, List<ColumnField> filters, List<ColumnField> sorts)
    {
        var type = new ReadType
        {
            Name = name,
            Module = "library",
            Single = char.ToLowerInvariant(name[0]) + name[1..],
            Plural = table,
            Table = table,
            Permission = $"library.{table}.read",
            Description = "",
            Filters = filters,
            Sorts = sorts,
        };
        type.Add(new IdField("id", ""));
        return type;
    }
}
