using System.Text;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Data.Structure;

/// <summary>The application adds and reads; it changes and removes only what is declared so.</summary>
internal static class Grants
{
    public static void Write(StringBuilder sql, Table table)
    {
        var rights = new List<string> { "select", "insert" };
        if (table.Attribute<AppendOnlyAttribute>() is null)
        {
            rights.Add("update");
        }

        if (table.Attribute<RemovableAttribute>() is not null)
        {
            rights.Add("delete");
        }

        sql.AppendLine($"revoke all on {table.Name} from public, {SuiteDatabase.AppRole};");
        sql.AppendLine($"grant {string.Join(", ", rights)} on {table.Name} to {SuiteDatabase.AppRole};");
    }
}
