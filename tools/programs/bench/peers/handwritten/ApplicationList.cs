using System.Text.Json;
using Npgsql;

namespace BusinessSuite.Tools.Bench.Handwritten;

/// <summary>The newest 50 applications of a status with applicant, responsible employee, their department and five tasks each.</summary>
internal static class ApplicationList
{
    private const string Tasks = """
        select t.application_id, t.name, t.status, t.due_at
        from (select id from intake.applications where status = $1 order by received_at desc, id desc limit 50) a
        cross join lateral (select x.id, x.application_id, x.name, x.status, x.due_at from intake.tasks x where x.application_id = a.id order by x.id limit 5) t
        order by t.application_id, t.id
        """;

    private const string Applications = """
        select a.id, a.number, a.status, a.channel, a.received_at, a.planned_end_at, c.name, c.phone, e.name, e.number, d.name, d.code
        from intake.applications a
        left join intake.contacts c on c.id = a.applicant_id
        left join organization.employees e on e.id = a.responsible_id
        left join organization.departments d on d.id = e.department_id
        where a.status = $1 order by a.received_at desc, a.id desc limit 50
        """;

    private static readonly JsonEncodedText Nodes = JsonEncodedText.Encode("nodes");

    /// <summary>Answers it.</summary>
    public static async Task Answer(HttpContext http, NpgsqlDataSource source, string? caller, string status)
    {
        await using var connection = await source.OpenConnectionAsync(http.RequestAborted);
        await using var batch = new NpgsqlBatch(connection);
        if (caller is not null)
        {
            batch.BatchCommands.Add(new("select set_config('suite.caller', $1, true)") { Parameters = { new NpgsqlParameter<string> { TypedValue = caller } } });
        }

        batch.BatchCommands.Add(new(Tasks) { Parameters = { new NpgsqlParameter<string> { TypedValue = status } } });
        batch.BatchCommands.Add(new(Applications) { Parameters = { new NpgsqlParameter<string> { TypedValue = status } } });
        await batch.PrepareAsync(http.RequestAborted);
        await using var reader = await batch.ExecuteReaderAsync(http.RequestAborted);
        if (caller is not null)
        {
            await reader.NextResultAsync(http.RequestAborted);
        }

        var tasks = new Dictionary<Guid, List<TaskRow>>(50);
        while (await reader.ReadAsync(http.RequestAborted))
        {
            var application = reader.GetGuid(0);
            if (!tasks.TryGetValue(application, out var list))
            {
                tasks[application] = list = new(5);
            }

            list.Add(new(reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetDateTime(3)));
        }

        await reader.NextResultAsync(http.RequestAborted);
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartObject("applications");
        json.WriteStartArray(Nodes);
        while (await reader.ReadAsync(http.RequestAborted))
        {
            json.WriteStartObject();
            json.Text("number", reader, 1);
            json.Text("status", reader, 2);
            json.Text("channel", reader, 3);
            json.Instant("receivedAt", reader, 4);
            json.Instant("plannedEndAt", reader, 5);
            json.WriteStartObject("applicant");
            json.Text("name", reader, 6);
            json.Text("phone", reader, 7);
            json.WriteEndObject();
            json.WriteStartObject("responsible");
            json.Text("name", reader, 8);
            json.Text("number", reader, 9);
            json.WriteStartObject("department");
            json.Text("name", reader, 10);
            json.Text("code", reader, 11);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("tasks");
            json.WriteStartArray(Nodes);
            if (tasks.TryGetValue(reader.GetGuid(0), out var list))
            {
                foreach (var task in list)
                {
                    json.WriteStartObject();
                    json.WriteString("name", task.Name);
                    json.WriteString("status", task.Status);
                    json.Instant("dueAt", task.DueAt);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(http.RequestAborted);
    }

    private readonly record struct TaskRow(string Name, string Status, DateTime? DueAt);
}
