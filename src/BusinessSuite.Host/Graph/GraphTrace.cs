using System.Diagnostics;
using System.Diagnostics.Metrics;
using BusinessSuite.Host.Http;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>The trace and the measure of one GraphQL request. It tells the operation's kind, its name and how it ended, never what was asked or answered.</summary>
internal sealed class GraphTrace : IDisposable
{
    private static readonly Histogram<double> Duration = Telemetry.Meter.CreateHistogram<double>("graphql.request.duration", "s", "How long GraphQL requests take.");

    private readonly Activity? _activity = Telemetry.Source.StartActivity("graphql");
    private readonly long _start = Stopwatch.GetTimestamp();
    private string _type = "none";
    private string _outcome = "OK";

    /// <summary>Says which operation it is.</summary>
    public void Runs(GraphQLOperationDefinition operation)
    {
        _type = operation.Operation switch { OperationType.Query => "query", OperationType.Mutation => "mutation", _ => "subscription" };
        if (_activity is not null)
        {
            var name = operation.Name?.StringValue;
            _activity.DisplayName = name is null ? _type : $"{_type} {name}";
            _activity.SetTag("graphql.operation.type", _type);
            _activity.SetTag("graphql.operation.name", name);
        }
    }

    /// <summary>Says that it ended with an error of that code.</summary>
    public void Failed(string code)
    {
        _outcome = code;
        _activity?.SetTag("error.type", code);
        _activity?.SetStatus(code == "INTERNAL" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
    }

    public void Dispose()
    {
        // Names are the clients' to choose, so they would make too many series: the measure knows the kind only.
        Duration.Record(
            Stopwatch.GetElapsedTime(_start).TotalSeconds, new KeyValuePair<string, object?>("graphql.operation.type", _type), new KeyValuePair<string, object?>("outcome", _outcome));
        _activity?.Dispose();
    }
}
