using System.Text.Json;
using Npgsql;

namespace BusinessSuite.Tools.Bench.Handwritten;

/// <summary>One application by its number, with its applicant.</summary>
internal static class ApplicationByNumber
{
    private const string Sql = """
        select a.number, a.status, a.channel, a.received_at, a.planned_end_at, c.name, c.phone, c.email
        from intake.applications a left join intake.contacts c on c.id = a.applicant_id where a.number = $1
        """;

    /// <summary>Answers it.</summary>
    public static async Task Answer(HttpContext http, NpgsqlDataSource source, string caller, string number)
    {
        await using var connection = await source.OpenConnectionAsync(http.RequestAborted);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("select set_config('suite.caller', $1, true)") { Parameters = { new NpgsqlParameter<string> { TypedValue = caller } } });
        batch.BatchCommands.Add(new(Sql) { Parameters = { new NpgsqlParameter<string> { TypedValue = number } } });
        await batch.PrepareAsync(http.RequestAborted);
        await using var reader = await batch.ExecuteReaderAsync(http.RequestAborted);
        await reader.NextResultAsync(http.RequestAborted);
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartObject("applications");
        json.WriteStartArray("nodes");
        while (await reader.ReadAsync(http.RequestAborted))
        {
            json.WriteStartObject();
            json.Text("number", reader, 0);
            json.Text("status", reader, 1);
            json.Text("channel", reader, 2);
            json.Instant("receivedAt", reader, 3);
            json.Instant("plannedEndAt", reader, 4);
            json.WriteStartObject("applicant");
            json.Text("name", reader, 5);
            json.Text("phone", reader, 6);
            json.Text("email", reader, 7);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }
}
