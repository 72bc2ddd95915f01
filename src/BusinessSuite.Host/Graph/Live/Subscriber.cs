using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BusinessSuite.Host.Http;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>The events that wait for one subscriber: those that come in while it listens and, where it fell behind, those in the log.</summary>
/// <param name="descriptor">What it follows.</param>
/// <param name="arguments">The arguments.</param>
/// <param name="log">Where it catches up.</param>
/// <param name="options">The limits.</param>
/// <param name="clock">The time.</param>
/// <param name="stalled">Called when the client takes nothing while too many events wait.</param>
internal sealed class Subscriber(
    SubscriptionDescriptor descriptor, IReadOnlyList<object?> arguments, EventLog log, LiveOptions options, TimeProvider clock, Action stalled)
{
    private const int Page = 100;
    private const long NotSending = long.MinValue;
    private static readonly Counter<int> Cut = Telemetry.Meter.CreateCounter<int>("graphql.subscriptions.cut", description: "How many clients were cut off because they took nothing while events waited.");

    private readonly Channel<Told> _waiting = Channel.CreateBounded<Told>(new BoundedChannelOptions(options.MaxWaiting) { SingleReader = true });
    private long _last;
    private volatile bool _behind;
    private bool _cut;
    private long _sendingSince = NotSending;

    /// <summary>What it follows.</summary>
    public SubscriptionDescriptor Descriptor => descriptor;

    /// <summary>The arguments.</summary>
    public IReadOnlyList<object?> Arguments => arguments;

    /// <summary>What it selects events by.</summary>
    public string Key { get; } = descriptor.KeyOf(arguments);

    /// <summary>Takes an event that happened. With too many waiting they are left to the log, unless it is the client that takes nothing.</summary>
    public void Offer(Told told)
    {
        if (_waiting.Writer.TryWrite(told))
        {
            return;
        }

        _behind = true;
        if (Volatile.Read(ref _sendingSince) is var since and not NotSending && clock.GetElapsedTime(since) > options.Stalled && !_cut)
        {
            _cut = true;
            Cut.Add(1);
            stalled();
        }
    }

    /// <summary>Sends something to the client; how long that takes tells whether the client takes anything.</summary>
    public async Task Send(Func<Task> send)
    {
        Volatile.Write(ref _sendingSince, clock.GetTimestamp());
        await send();
        Volatile.Write(ref _sendingSince, NotSending);
    }

    /// <summary>Every event behind a place, once, in the order of their places.</summary>
    public async IAsyncEnumerable<Told> After(long place, [EnumeratorCancellation] CancellationToken ct)
    {
        _last = place;
        _behind = true;
        while (true)
        {
            while (_behind)
            {
                _behind = false;
                await foreach (var told in CatchUp(ct))
                {
                    yield return told;
                }
            }

            await _waiting.Reader.WaitToReadAsync(ct);
            while (_waiting.Reader.TryRead(out var told))
            {
                // Events before this one may have found no room: then the log tells it, and them before it.
                if (_behind)
                {
                    break;
                }

                // What the log has told already is not told again.
                if (told.Event.Place > _last)
                {
                    _last = told.Event.Place;
                    yield return told;
                }
            }
        }
    }

    private async IAsyncEnumerable<Told> CatchUp([EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<LoggedEvent> page;
        do
        {
            page = await log.After(_last, descriptor.Event, descriptor.Pattern(arguments), Page, ct);
            foreach (var logged in page)
            {
                _last = logged.Place;
                yield return new(logged, Subscribers.Happened(descriptor, logged));
            }
        }
        while (page.Count == Page);
    }
}
