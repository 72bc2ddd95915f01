using Npgsql;

namespace BusinessSuite.Host.Data;

/// <summary>The server is set to lose what it acknowledged; the message names the setting.</summary>
internal sealed class UnsafeDurabilityException(string message) : Exception(message);

/// <summary>Refuses a server that would lose acknowledged work in a crash.</summary>
internal static class Durability
{
    private static readonly Dictionary<string, string> Unsafe = new()
    {
        ["fsync"] = "off",
        ["full_page_writes"] = "off",
        ["synchronous_commit"] = "off",
        ["data_sync_retry"] = "on",
    };

    /// <summary>Looks at the server's settings.</summary>
    /// <exception cref="UnsafeDurabilityException">One is unsafe.</exception>
    public static async Task Check(NpgsqlConnection connection, CancellationToken ct)
    {
        var found = new List<string>();
        await using var command = new NpgsqlCommand("select name, setting from pg_settings where name = any($1)", connection);
        command.Parameters.Add(new() { Value = Unsafe.Keys.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (Unsafe[reader.GetString(0)] == reader.GetString(1))
            {
                found.Add($"{reader.GetString(0)} = {reader.GetString(1)}");
            }
        }

        if (found.Count > 0)
        {
            throw new UnsafeDurabilityException($"PostgreSQL would lose acknowledged work in a crash: {string.Join(", ", found)}. Change it; the suite takes no requests until then.");
        }
    }
}
