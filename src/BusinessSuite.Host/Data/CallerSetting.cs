using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Data;

/// <summary>Who asks, in the form that PostgreSQL's row security reads: the setting <c>suite.caller</c>.</summary>
internal static class CallerSetting
{
    private static readonly ConditionalWeakTable<Caller, string> Readers = [];

    /// <summary>The suite itself, caused by an account or by nobody.</summary>
    public static string System(Guid? causedBy) => Json(new Caller { UserId = causedBy, IsSystem = true }, null);

    /// <summary>A caller who reads; written once for as long as the caller is known.</summary>
    public static string Reader(Caller caller) => Readers.GetValue(caller, c => Json(c, null));

    /// <summary>A caller.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="operation">How far the permission of the running operation or function reaches.</param>
    /// <param name="permission">That permission: it says which departments are reached by who stands in someone's place.</param>
    public static string Json(Caller caller, Scope? operation, string? permission = null)
    {
        var scopes = new JsonObject();
        if (caller.IsSystem)
        {
            scopes["*"] = "ALL";
        }

        foreach (var (granted, scope) in caller.Grants)
        {
            scopes[granted] = UpperSnake.Of(scope);
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

        if (caller.Own is not null)
        {
            AddPlaces(json, caller, permission);
        }

        return json.ToJsonString(JsonSerializerOptions.Default);
    }

    /// <summary>
    /// What each permission reaches, for who stands in someone's place: <c>"in:permission":"1"</c> names the list <c>"at:1"</c> of departments, and
    /// <c>"own:permission"</c> says that it is his own, so that it reaches his own rows too.
    /// </summary>
    private static void AddPlaces(JsonObject json, Caller caller, string? operation)
    {
        var lists = new Dictionary<string, string>();
        void Add(string key, string of)
        {
            var departments = caller.DepartmentsOf(of).Order().ToList();
            var list = string.Join(' ', departments);
            if (!lists.TryGetValue(list, out var number))
            {
                lists[list] = number = (lists.Count + 1).ToString(CultureInfo.InvariantCulture);
                json["at:" + number] = new JsonArray([.. departments.Select(d => (JsonNode)JsonValue.Create(d)!)]);
            }

            json["in:" + key] = number;
        }

        // There even where no permission reaches departments: it says that these are not all of one person.
        json["in:"] = "";
        foreach (var permission in caller.Grants.Where(g => g.Value == Scope.Department).Select(g => g.Key))
        {
            Add(permission, permission);
        }

        foreach (var permission in caller.Own!.Grants.Keys.Where(caller.Grants.ContainsKey))
        {
            json["own:" + permission] = "1";
        }

        if (operation is null)
        {
            return;
        }

        Add("operation", operation);
        if (caller.Own.May(operation))
        {
            json["own:operation"] = "1";
        }
    }
}
