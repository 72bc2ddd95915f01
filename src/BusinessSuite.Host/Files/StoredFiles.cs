using BusinessSuite.Host.Data;
using BusinessSuite.Host.Files.Storage;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Files;

/// <summary>A name in the store that was given out. It is written before the file is, so that no file is ever forgotten.</summary>
[Removable]
internal sealed class StoredName
{
    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was given out.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>The files in the store, and the names that were given to them.</summary>
internal sealed class StoredFiles(IFileStore store, SuiteDataSources sources, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Keeps a file under a new name.</summary>
    /// <returns>The name.</returns>
    public async Task<string> Keep(IncomingFile file, CancellationToken ct)
    {
        var name = Guid.NewGuid().ToString("N");
        await using (var command = sources.App.CreateCommand("insert into suite.stored_names (name, at) values ($1, $2)"))
        {
            command.Parameters.Add(new() { Value = name });
            command.Parameters.Add(new() { Value = clock.GetUtcNow() });
            await command.ExecuteNonQueryAsync(ct);
        }

        await store.Keep(name, file, ct);
        return name;
    }

    /// <summary>Opens a file for reading from any place.</summary>
    public Stream Open(Upload upload) => store.Open(upload.StoredAs!, upload.SizeBytes);

    /// <summary>Removes what no upload holds: the files of uploads that expired or were refused, and those whose uploading broke off.</summary>
    /// <param name="connection">Where it is noted.</param>
    /// <param name="before">Names given out since then may still be on their way into an upload.</param>
    /// <param name="ct">Ends it.</param>
    public async Task Sweep(NpgsqlConnection connection, DateTimeOffset before, CancellationToken ct)
    {
        List<string> names;
        do
        {
            names = await Abandoned(connection, before, ct);
            foreach (var name in names)
            {
                await store.Remove(name, ct);
            }

            await using var command = new NpgsqlCommand("delete from suite.stored_names where name = any($1)", connection);
            command.Parameters.Add(new() { Value = names.ToArray() });
            await command.ExecuteNonQueryAsync(ct);
        }
        while (names.Count == Batch);
    }

    private static async Task<List<string>> Abandoned(NpgsqlConnection connection, DateTimeOffset before, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select name from suite.stored_names s
            where at < $1 and not exists (select 1 from suite.uploads u where u.stored_as = s.name and u.state in ('STORED', 'QUARANTINED')) limit {Batch}
            """,
            connection);
        command.Parameters.Add(new() { Value = before });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
