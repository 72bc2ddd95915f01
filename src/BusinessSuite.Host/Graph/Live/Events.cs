using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>A part of the log of events.</summary>
/// <param name="Events">The events that the caller may know of, oldest first.</param>
/// <param name="EndCursor">The place that was reached; go on after it.</param>
/// <param name="HasMore">Whether more events follow.</param>
internal sealed record EventPage(IReadOnlyList<HappenedEvent> Events, string EndCursor, bool HasMore);

/// <summary>Something that happened.</summary>
/// <param name="Cursor">Its place in the log of events.</param>
/// <param name="Type">What happened, for example ApplicationAccepted.</param>
/// <param name="NodeId">The global id of what it happened to.</param>
/// <param name="At">When.</param>
internal sealed record HappenedEvent(string Cursor, string Type, string NodeId, DateTimeOffset At);

internal static class EventsQuery
{
    private const int MaxPage = 500;
    private const int UsualPage = 100;

    /// <summary>
    /// What happened after a place in the log of events, as far as it happened to something that the caller may see. Without a
    /// place it answers none and the place of now: read it before the data, then follow from it, and nothing in between is lost.
    /// </summary>
    /// <param name="after">The place behind which to start.</param>
    /// <param name="first">How many events to look at, 100 unless given, at most 500; fewer are answered when some are not for the caller.</param>
    [Query, Anonymous]
    public static async Task<EventPage> Events(string? after, int? first, EventLog log, Caller caller, CancellationToken ct)
    {
        if (after is null)
        {
            return new([], LoggedEvent.CursorOf(await log.Last(ct)), false);
        }

        if (first is < 1 or > MaxPage)
        {
            throw new RuleViolation(PlatformRules.Invalid, $"first is 1 to {MaxPage}.");
        }

        var limit = first ?? UsualPage;
        var events = await log.After(await log.Place(after, ct), limit + 1, ct);
        var page = events.Take(limit).ToList();
        return new(
            [.. (await log.Visible(page, caller, ct)).Select(v => new HappenedEvent(v.Event.Cursor, v.Event.Type.Split('.', '+')[^1], v.Node, v.Event.At))],
            page.Count > 0 ? page[^1].Cursor : after, events.Count > limit);
    }
}
