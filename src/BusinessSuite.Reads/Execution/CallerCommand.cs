using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>Tells PostgreSQL who asks.</summary>
public static class CallerCommand
{
    /// <summary>Says it for the rest of the transaction that a batch is.</summary>
    /// <param name="caller">Who asks, as JSON for <c>suite.caller</c>.</param>
    public static NpgsqlBatchCommand Of(string caller) =>
        new("select set_config('suite.caller', $1, true)") { Parameters = { new NpgsqlParameter<string> { TypedValue = caller } } };
}
