using System.Transactions;
using BusinessSuite.Host.Audit;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>Who works on what.</summary>
/// <param name="Name">The operation, job or reaction.</param>
/// <param name="Module">The module it belongs to.</param>
/// <param name="Caller">For whom.</param>
/// <param name="Reach">How far the operation's permission reaches.</param>
/// <param name="Historical">Whether it enters what happened earlier.</param>
/// <param name="Inputs">What was sent, without secrets; null for jobs.</param>
/// <param name="Permission">The operation's permission; null for jobs and for what is open to everyone.</param>
internal sealed record WorkOrder(string Name, string Module, Caller Caller, Scope Reach, bool Historical = false, string? Inputs = null, string? Permission = null);

/// <summary>
/// One transaction that all modules' contexts share: operations, jobs and reactions all run in it. What they change is
/// saved, audited, and told to the handlers before the commit. Work that met other work is begun again from nothing.
/// </summary>
internal sealed class UnitOfWork(
    IServiceScopeFactory scopes, ModuleCatalog catalog, EventDispatch events, TimeProvider clock, IOptions<WorkOptions> options)
{
    /// <summary>Does the work.</summary>
    /// <param name="order">Who works on what.</param>
    /// <param name="body">The work. What it returns is returned once the transaction is committed; null undoes everything quietly.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<T?> Run<T>(WorkOrder order, Func<WorkScope, Task<T?>> body, CancellationToken ct) where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(order, body, ct);
            }
            catch (Exception e) when (attempt < options.Value.Attempts && Conflicts.IsTransient(e))
            {
                await Task.Delay(Random.Shared.Next(5, 20 << attempt), ct);
            }
        }
    }

    private async Task<T?> Attempt<T>(WorkOrder order, Func<WorkScope, Task<T?>> body, CancellationToken ct) where T : class
    {
        await using var services = scopes.CreateAsyncScope();
        using var transaction = new TransactionScope(
            TransactionScopeOption.RequiresNew,
            new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted, Timeout = TimeSpan.FromMinutes(5) },
            TransactionScopeAsyncFlowOption.Enabled);
        var connection = services.ServiceProvider.GetRequiredService<ScopedConnection>().Connection;
        await connection.OpenAsync(ct);
        var scope = new WorkScope(order, services.ServiceProvider, connection, catalog, events, clock.GetUtcNow());
        await scope.Begin(options.Value, ct);
        var result = await body(scope);
        if (result is not null)
        {
            transaction.Complete();
        }

        return result;
    }
}

/// <summary>A transaction at work.</summary>
internal sealed class WorkScope(
    WorkOrder order, IServiceProvider services, NpgsqlConnection connection, ModuleCatalog catalog, EventDispatch events, DateTimeOffset now)
{
    private const int MaxRounds = 100;
    private readonly AuditTrail _trail = services.GetRequiredService<AuditTrail>();

    /// <summary>The services of this attempt.</summary>
    public IServiceProvider Services => services;

    /// <summary>The connection that carries the transaction.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Bounds the transaction and says who asks.</summary>
    public async Task Begin(WorkOptions bounds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select set_config('suite.caller', $1, true), set_config('lock_timeout', $2, true), set_config('statement_timeout', $3, true),
              set_config('idle_in_transaction_session_timeout', $4, true)
            """,
            connection);
        command.Parameters.Add(new() { Value = CallerSetting.Json(order.Caller, order.Reach, order.Permission) });
        command.Parameters.Add(new() { Value = Milliseconds(bounds.LockTimeout) });
        command.Parameters.Add(new() { Value = Milliseconds(bounds.StatementTimeout) });
        command.Parameters.Add(new() { Value = Milliseconds(bounds.IdleTimeout) });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Says that from now on someone else asks.</summary>
    public async Task Become(string caller, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select set_config('suite.caller', $1, true)", connection);
        command.Parameters.Add(new() { Value = caller });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Saves what was changed, lets the handlers follow the events until there are none left, and writes the audit entry.</summary>
    public async Task Finish(CancellationToken ct)
    {
        var rounds = 0;
        for (var raised = await Save(ct); raised.Count > 0; raised = await Save(ct))
        {
            if (++rounds > MaxRounds)
            {
                throw new InvalidOperationException($"{order.Name} raised events in more than {MaxRounds} rounds; handlers seem to raise each other.");
            }

            await Become(CallerSetting.System(order.Caller.UserId), ct);
            await events.Publish(raised, this, order.Caller.UserId, now, ct);
        }

        if (rounds > 0)
        {
            await Become(CallerSetting.Json(order.Caller, order.Reach, order.Permission), ct);
        }

        await WriteAudit(ct);
    }

    private async Task<List<Raised>> Save(CancellationToken ct)
    {
        var raised = new List<Raised>();
        foreach (var context in Contexts())
        {
            raised.AddRange(context.ChangeTracker.Entries<Entity>().SelectMany(e => e.Entity.TakeEvents().Select(r => new Raised(r, e.Entity))));
            if (context.ChangeTracker.HasChanges())
            {
                await context.SaveChangesAsync(ct);
            }
        }

        return raised;
    }

    private async Task WriteAudit(CancellationToken ct)
    {
        if (order.Caller.IsSystem && !_trail.HasChanges)
        {
            return;
        }

        var suite = services.GetRequiredService<SuiteDbContext>();
        suite.AddRange(_trail.ToRecords(order.Name, order.Module, order.Historical, order.Caller, now, order.Inputs));
        await suite.SaveChangesAsync(ct);
    }

    private IEnumerable<DbContext> Contexts() =>
        catalog.Modules.SelectMany(m => m.Contexts).Select(c => (DbContext)services.GetRequiredService(c));

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
