using System.Net;
using System.Net.WebSockets;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Graph.Live;

/// <summary>What carries an operation to a client: a socket or an event stream.</summary>
/// <param name="Caller">Who asks at this moment; asked again for every event.</param>
/// <param name="Address">The address of the client.</param>
/// <param name="Next">Sends a result.</param>
/// <param name="Lost">Ends the connection, for a reason that concerns all that it carries.</param>
internal sealed record LiveChannel(
    Func<CancellationToken, Task<Caller>> Caller, IPAddress? Address, Func<JsonBuffer, CancellationToken, Task> Next, Action<SocketClose, string> Lost);

/// <summary>Runs operations for clients that stay connected: queries and mutations answer once, subscriptions at every event that they follow.</summary>
internal sealed class LiveOperations(
    GraphExecutor executor, Requests requests, SuiteSchema schema, Functions functions, Subscribers subscribers, EventLog log, Points points,
    IOptions<LiveOptions> options, IOptions<GraphOptions> graph, TimeProvider clock, ILogger<LiveOperations> logger) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _parallel = new(options.Value.Parallel);

    /// <summary>Runs an operation to its end.</summary>
    /// <param name="request">The request.</param>
    /// <param name="channel">The client.</param>
    /// <param name="queriesOnly">Whether mutations are refused.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The errors that it was refused for or ended by, a JSON array; empty when it came to its end.</returns>
    public async Task<ReadOnlyMemory<byte>> Run(GraphRequest request, LiveChannel channel, bool queriesOnly, CancellationToken ct)
    {
        try
        {
            var caller = await Still(channel, ct);
            var ready = await requests.Prepare(request, caller, ct);
            if (ready.Type == OperationType.Subscription)
            {
                await Follow(new(ready, channel), caller, ct);
                return default;
            }

            using var json = new JsonBuffer();
            if ((await executor.Execute(ready, caller, channel.Address, queriesOnly, json, ct)).Outcome != GraphOutcome.Executed)
            {
                return json.Memory["{\"errors\":".Length..^1].ToArray();
            }

            await channel.Next(json, ct);
            return default;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is not WebSocketException)
        {
            return Errors(e);
        }
    }

    public void Dispose() => _parallel.Dispose();

    private async Task Follow(Following following, Caller caller, CancellationToken ct)
    {
        var root = following.Ready.Document.Root is [var first, ..] ? first : null;
        if (root is null || !schema.Subscriptions.TryGetValue(root.Name, out var field))
        {
            throw new RequestException("A subscription has one field of the type Subscription.");
        }

        Permit(field, caller);
        var subscriber = new Subscriber(
            field.Descriptor, Arguments(field, root, following.Ready.Document, caller), log, options.Value, clock,
            () => following.Channel.Lost(SocketClose.InternalError, "The client takes nothing while events wait. Follow again after the last cursor."));
        // It listens before it looks where the log stands, so no event comes between the two.
        subscribers.Add(subscriber);
        try
        {
            var place = Argument(field, root, following.Ready.Document, "after") is string after ? await log.Place(after, ct) : await log.Last(ct);
            using (var unused = new JsonBuffer())
            {
                // A selection that cannot be answered is refused now, not at the first event.
                await Write(following, field, new(new(place, "", "", default, null, null), null!, Guid.Empty), caller, unused, ct);
            }

            await foreach (var told in subscriber.After(place, ct))
            {
                using var json = new JsonBuffer();
                if (await Answer(following, field, subscriber, told, json, ct))
                {
                    await subscriber.Send(() => following.Channel.Next(json, ct));
                }
            }
        }
        finally
        {
            subscribers.Remove(subscriber);
        }
    }

    /// <summary>Reads what an event tells this subscriber; false when it is nothing. While the database is away, or points are lacking, the event waits.</summary>
    private async Task<bool> Answer(Following following, SubscriptionField field, Subscriber subscriber, Told told, JsonBuffer json, CancellationToken ct)
    {
        if (field.Descriptor.About(told.Happened, subscriber.Arguments) is not { } about)
        {
            return false;
        }

        while (true)
        {
            await _parallel.WaitAsync(ct);
            try
            {
                var caller = await Still(following.Channel, ct);
                Permit(field, caller);
                if (!(await log.Visible(field.About, [about], caller, ct)).Contains(about))
                {
                    return false;
                }

                using var trace = new GraphTrace();
                trace.Runs(following.Ready.Operation);
                await Write(following, field, told with { About = about }, caller, json, ct);
                return true;
            }
            catch (Exception e) when (!ct.IsCancellationRequested && (GraphError.IsUnavailable(e) || e is RequestException { Code: "THROTTLED" }))
            {
                json.Rewind(0);
            }
            finally
            {
                _parallel.Release();
            }

            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>Who asks by now. Without valid credentials nothing on the connection can go on.</summary>
    private static async Task<Caller> Still(LiveChannel channel, CancellationToken ct)
    {
        try
        {
            return await channel.Caller(ct);
        }
        catch (RequestException e)
        {
            channel.Lost(SocketClose.Forbidden, e.Message);
            throw;
        }
    }

    private static void Permit(SubscriptionField field, Caller caller)
    {
        if (caller.UserId is null && !caller.IsSystem)
        {
            throw new RequestException("Sign in first.", "UNAUTHENTICATED");
        }

        if (!caller.May(field.Descriptor.Permission))
        {
            throw new RequestException($"{field.Descriptor.Name} needs the permission {field.Descriptor.Permission}.", "FORBIDDEN");
        }
    }

    private async Task Write(Following following, SubscriptionField field, Told told, Caller caller, JsonBuffer json, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(graph.Value.Timeout);
        var document = following.Ready.Document;
        var plan = executor.Plan(following.Ready, "Subscription", caller, _ => field.Shape);
        // It tells of one thing, whose rows and those below it are paid before they are read.
        var bill = points.Bill(caller, following.Channel.Address, plan.Fields, plan.Rows(document.Variables, atLeast: 1)).Pay();
        var errors = plan.Errors.Select(e => new GraphError(e.Code, e.Message, e.Path, e.Module)).ToList();
        await using var session = functions.Begin(caller, following.Channel.Address, errors);
        var disclosure = ConfidentialReading.To(caller);
        json.Raw("{\"data\":"u8);
        var rows = await executor.Read(plan, document.Variables, [told], caller, session, disclosure, json, errors, timeout.Token);
        executor.End(following.Ready, caller, errors, bill, rows, disclosure, json);
    }

    private List<object?> Arguments(SubscriptionField field, RootField root, RequestDocument document, Caller caller)
    {
        try
        {
            return
            [
                .. field.Descriptor.Arguments.Select(p =>
                    InputTypes.Bind(Argument(field, root, document, p.Name!), p.ParameterType, [p.Name!], schema.NodeTypes) ?? InputTypes.DefaultOf(p)),
            ];
        }
        catch (RuleViolation e)
        {
            throw new RequestException(e.Localized(caller.Language), e.Rule.Code);
        }
    }

    private object? Argument(SubscriptionField field, RootField root, RequestDocument document, string name) => root.Argument(name) is { } given
        ? Coercion.Literal(given, schema.Schema.Subscription!.Fields.Find(field.Descriptor.Name)!.Arguments!.Find(name)!.ResolvedType!, document.Variables, name)
        : null;

    private ReadOnlyMemory<byte> Errors(Exception e)
    {
        var errors = GraphError.AllOf(e);
        if (errors[0].Code == "INTERNAL")
        {
            logger.LogError(e, "A subscription failed");
        }

        using var trace = new GraphTrace();
        trace.Failed(errors[0].Code);
        using var json = new JsonBuffer();
        GraphError.Write(json, errors);
        return json.Written.ToArray();
    }

    /// <summary>A subscription of a client.</summary>
    private sealed record Following(ReadyRequest Ready, LiveChannel Channel);
}
