using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Sdk;
using Npgsql;

namespace BusinessSuite.Host.Data;

/// <summary>Who asks, in the form that PostgreSQL's row security reads: the setting <c>suite.caller</c>.</summary>
internal static class CallerSetting
{
    private static readonly ConditionalWeakTable<Caller, string> Readers = [];

    /// <summary>The suite itself, caused by an account or by nobody.</summary>
    public static string System(Guid? causedBy) => Json(new Caller { UserId = causedBy, IsSystem = true }, null);

    /// <summary>Tells PostgreSQL who asks, for the transaction that a batch is.</summary>
    /// <param name="setting">Who asks.</param>
    public static NpgsqlBatchCommand Command(string setting) => new("select set_config('suite.caller', $1, true)") { Parameters = { new() { Value = setting } } };

    /// <summary>A caller who reads; written once for as long as the caller is known.</summary>
    public static string Reader(Caller caller) => Readers.GetValue(caller, c => Json(c, null));

    /// <summary>A caller.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="operation">How far the permission of the running operation or function reaches.</param>
    public static string Json(Caller caller, Scope? operation)
    {
        var scopes = new JsonObject();
        if (caller.IsSystem)
        {
            scopes["*"] = "ALL";
        }

        foreach (var (permission, scope) in caller.Grants)
        {
            scopes[permission] = UpperSnake.Of(scope);
        }

        var json = new JsonObject { ["scopes"] = scopes };
        if (caller.IsSystem || caller.Clearance > Confidentiality.Internal)
        {
            json["clearance"] = caller.IsSystem ? "SYSTEM" : UpperSnake.Of(caller.Clearance);
        }

        if (caller.UserId is { } user)
        {
            json["user"] = user;
        }

        if (caller.EmployeeId is { } employee)
        {
            json["employee"] = employee;
        }

        if (caller.Departments.Count > 0)
        {
            json["departments"] = new JsonArray([.. caller.Departments.Select(d => (JsonNode)JsonValue.Create(d)!)]);
        }

        if (operation is { } reach)
        {
            json["operation"] = UpperSnake.Of(reach);
        }

        return json.ToJsonString(JsonSerializerOptions.Default);
    }
}
