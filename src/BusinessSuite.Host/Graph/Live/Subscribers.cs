using System.Diagnostics.Metrics;
using System.Text.Json;
using BusinessSuite.Host.Http;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>Who follows what on this host. An event reaches only those whose arguments select it; all others do not even wake.</summary>
internal sealed class Subscribers
{
    private static readonly UpDownCounter<int> Count = Telemetry.Meter.CreateUpDownCounter<int>("graphql.subscriptions", description: "How many subscriptions run.");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<SubscriptionDescriptor>> _followed = [];
    private readonly Dictionary<(string Name, string Key), HashSet<Subscriber>> _subscribers = [];

    /// <summary>Lets a subscriber take part from now on.</summary>
    public void Add(Subscriber subscriber)
    {
        var followed = subscriber.Descriptor.Event.FullName!;
        lock (_gate)
        {
            if (!_followed.TryGetValue(followed, out var descriptors))
            {
                _followed[followed] = descriptors = [];
            }

            if (!descriptors.Contains(subscriber.Descriptor))
            {
                descriptors.Add(subscriber.Descriptor);
            }

            if (!_subscribers.TryGetValue((subscriber.Descriptor.Name, subscriber.Key), out var all))
            {
                _subscribers[(subscriber.Descriptor.Name, subscriber.Key)] = all = [];
            }

            all.Add(subscriber);
        }

        Count.Add(1);
    }

    /// <summary>Takes a subscriber out.</summary>
    public void Remove(Subscriber subscriber)
    {
        lock (_gate)
        {
            var all = _subscribers[(subscriber.Descriptor.Name, subscriber.Key)];
            all.Remove(subscriber);
            if (all.Count == 0)
            {
                _subscribers.Remove((subscriber.Descriptor.Name, subscriber.Key));
            }
        }

        Count.Add(-1);
    }

    /// <summary>Hands an event to those who follow it; never waits.</summary>
    public void Tell(LoggedEvent logged)
    {
        lock (_gate)
        {
            foreach (var descriptor in _followed.GetValueOrDefault(logged.Type) ?? [])
            {
                var happened = Happened(descriptor, logged);
                foreach (var subscriber in _subscribers.GetValueOrDefault((descriptor.Name, descriptor.KeyOf(happened))) ?? [])
                {
                    subscriber.Offer(new(logged, happened));
                }
            }
        }
    }

    /// <summary>The event itself.</summary>
    public static IEvent Happened(SubscriptionDescriptor descriptor, LoggedEvent logged) => (IEvent)JsonSerializer.Deserialize(logged.Data, descriptor.Event)!;
}
