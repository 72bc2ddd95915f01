using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>
/// Lets reads of one row travel together: those that wait at the same time go to PostgreSQL as one batch, each behind who asks. To wake PostgreSQL and
/// the host costs more than to read a row, and a batch wakes them once. A read that comes alone leaves at once.
/// </summary>
/// <param name="source">Gives connections that read one snapshot a batch and wait neither long for locks nor long for rows.</param>
/// <param name="lanes">How many batches are on their way at once.</param>
/// <param name="log">Takes why a batch failed.</param>
public sealed class SharedReads(NpgsqlDataSource source, int lanes, ILogger<SharedReads> log)
{
    /// <summary>The source of its spans: one a batch, under the request of its first read and linked to the others'.</summary>
    public static readonly ActivitySource Spans = new("BusinessSuite.Reads");

    /// <summary>The most reads of a batch: the first is answered when the last is read.</summary>
    private const int Most = 16;

    private readonly Lock _lock = new();
    private readonly Queue<Reading> _waiting = [];
    private int _free = lanes;

    /// <summary>Runs a plan that <see cref="ReadPlan.FindsOne"/>.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="variables">The request's variables, of the shape that the plan was made for.</param>
    /// <param name="caller">Who asks, as JSON for <c>suite.caller</c>.</param>
    /// <param name="json">Takes the object that is the answer's data.</param>
    /// <returns>How many rows were read; null when it must be read alone, and nothing is written then.</returns>
    public async Task<long?> Execute(ReadPlan plan, Variables variables, string caller, JsonBuffer json)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(json);
        using var reading = new Reading(plan, variables, caller);
        if (Enter(reading))
        {
            // The lane serves others too, when this request has long been answered.
            using (ExecutionContext.SuppressFlow())
            {
                _ = Serve();
            }
        }

        return await reading.Task ? reading.WriteTo(json) : null;
    }

    /// <summary>Waits for a lane.</summary>
    /// <returns>Whether one was free and is now taken.</returns>
    private bool Enter(Reading reading)
    {
        lock (_lock)
        {
            _waiting.Enqueue(reading);
            if (_free == 0)
            {
                return false;
            }

            _free--;
            return true;
        }
    }

    /// <summary>Takes those who wait; frees the lane when nobody does.</summary>
    private bool Take(List<Reading> together)
    {
        together.Clear();
        lock (_lock)
        {
            while (together.Count < Most && _waiting.TryDequeue(out var next))
            {
                together.Add(next);
            }

            if (together.Count == 0)
            {
                _free++;
            }
        }

        return together.Count > 0;
    }

    private async Task Serve()
    {
        var together = new List<Reading>(Most);
        while (Take(together))
        {
            var read = 0;
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                using var span = Span(together);
                await using var batch = Batch(together, connection);
                await using var reader = await batch.ExecuteReaderAsync();
                for (; read < together.Count; read++)
                {
                    await together[read].Read(reader);
                }
            }
            catch (Exception e)
            {
                // Who of them is at fault shows when each is read alone.
                log.LogDebug(e, "Of {Reads} reads that went together, {Read} are answered and the others go alone", together.Count, read);
            }

            // What waits for them goes on here, without waking another thread.
            for (var i = 0; i < together.Count; i++)
            {
                together[i].SetResult(i < read);
            }
        }
    }

    private static NpgsqlBatch Batch(List<Reading> together, NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        string? caller = null;
        foreach (var reading in together)
        {
            reading.AddTo(batch, caller);
            caller = reading.Caller;
        }

        return batch;
    }

    private static Activity? Span(List<Reading> together)
    {
        var span = Spans.StartActivity("shared read", ActivityKind.Client, together[0].Trace);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("db.system.name", "postgresql");
            span.SetTag("db.operation.batch.size", together.Count);
            for (var i = 1; i < together.Count; i++)
            {
                span.AddLink(new(together[i].Trace));
            }
        }

        return span;
    }

    /// <summary>A read on its way. It ends with whether it was read.</summary>
    private sealed class Reading(ReadPlan plan, Variables variables, string caller) : TaskCompletionSource<bool>, IDisposable
    {
        // Of its own: what was half written when the batch failed is forgotten, and nobody waits for a client who takes his answer slowly.
        private readonly JsonBuffer _json = new();
        private readonly Answer _answer = new(plan, variables, [], null);
        private bool _saysWho;

        public string Caller => caller;

        public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

        /// <summary>Adds its statement, behind who asks unless that was said.</summary>
        public void AddTo(NpgsqlBatch batch, string? said)
        {
            _saysWho = caller != said;
            if (_saysWho)
            {
                batch.BatchCommands.Add(CallerCommand.Of(caller));
            }

            batch.BatchCommands.Add(plan.Statements[0].Command(variables));
        }

        /// <summary>Reads its results, which the reader stands at, and leaves it at the next.</summary>
        public async Task Read(NpgsqlDataReader reader)
        {
            if (_saysWho)
            {
                await reader.NextResultAsync();
            }

            await _answer.Read(reader, _json, CancellationToken.None);
        }

        public long WriteTo(JsonBuffer json)
        {
            json.Raw(_json.Written);
            return _answer.Rows;
        }

        public void Dispose()
        {
            _answer.Dispose();
            _json.Dispose();
        }
    }
}
