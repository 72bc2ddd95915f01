using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BusinessSuite.Workbench;

/// <summary>A module that exists to try the platform: a stock that is taken from.</summary>
internal sealed class WorkbenchModule : IModule
{
    public ModuleManifest Manifest { get; } = new("workbench", "1.0.0", "[0.1,1.0)") { Permissions = typeof(Permissions) };
}

/// <summary>What may be done at the workbench.</summary>
public static class Permissions
{
    /// <summary>Read stocks.</summary>
    public const string Read = "workbench.stock.read";

    /// <summary>Change stocks.</summary>
    public const string Change = "workbench.stock.change";
}

/// <summary>A stock of things.</summary>
[Readable(Permissions.Read)]
internal sealed class Stock : Entity
{
    /// <summary>How many are left.</summary>
    [Filterable]
    public int Left { get; private set; }

    /// <summary>What it is worth.</summary>
    public Money? Worth { get; set; }

    /// <summary>How many are left, as it was named before.</summary>
    [Obsolete("Use left. Removal after 2027-06-30.")]
    public int? Rest { get; private set; }

    /// <summary>How many reactions followed.</summary>
    public int Reactions { get; set; }

    public static Stock Of(int count) => new() { Left = count };

    public void Take(int count)
    {
        Left -= count;
        Raise(new Taken(Id, count));
    }
}

/// <summary>Something was taken from a stock.</summary>
public sealed record Taken(Guid StockId, int Count) : IEvent;

internal sealed class WorkbenchDbContext(DbContextOptions<WorkbenchDbContext> options) : ModuleDbContext("workbench", options)
{
    public DbSet<Stock> Stocks => Set<Stock>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Stock>().ComplexProperty(s => s.Worth);
    }
}

[DbContext(typeof(WorkbenchDbContext)), Migration("20260101000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table workbench.stocks (id uuid primary key, version int not null, "left" int not null, worth_amount numeric(19,4), worth_currency text, rest int, reactions int not null,
          constraint ck_stocks_left check ("left" >= 0));
        create index ix_stocks_left on workbench.stocks ("left");
        create table workbench.notes (at timestamptz not null default now(), text text not null);
        grant insert, select on workbench.notes to suite_app;
        create function workbench.fail(state text) returns void language plpgsql as $f$ begin raise exception 'secret table workbench.stocks' using errcode = state; end $f$;
        """);
}

internal static class Rules
{
    public static readonly Rule Empty = new("STOCK_EMPTY", new("Nothing is left.", "已无库存。"), "9.9", "ck_stocks_left");
}

/// <summary>Faults that tests set off.</summary>
public static class Faults
{
    private static int _handlerFailures;

    /// <summary>How many times the handler still fails.</summary>
    public static int HandlerFailures { get => _handlerFailures; set => _handlerFailures = value; }

    /// <summary>How functions fail: as PostgreSQL with that SQLSTATE would, or by an exception of .NET that tells of the inside; null for not at all.</summary>
    public static string? FunctionFault { get; set; }

    internal static async Task Strike(WorkbenchDbContext db, CancellationToken ct)
    {
        if (FunctionFault is "NET")
        {
            throw new InvalidOperationException("select secret from workbench.stocks at /srv/BusinessSuite.Workbench.dll System.InvalidOperationException");
        }

        if (FunctionFault is { } state)
        {
            await db.Database.ExecuteSqlAsync($"select workbench.fail({state})", ct);
        }
    }

    internal static bool HandlerFails() => Interlocked.Decrement(ref _handlerFailures) >= 0;
}

internal static class CreateStockOperation
{
    /// <summary>Makes a stock.</summary>
    /// <param name="count">How many.</param>
    /// <param name="worth">What it is worth.</param>
    [Mutation, Requires(Permissions.Change)]
    public static Stock CreateStock(int count, Money? worth = null)
    {
        var stock = Stock.Of(count);
        stock.Worth = worth;
        return stock;
    }
}

internal static class DrawStockOperation
{
    /// <summary>Takes one from a stock.</summary>
    [Mutation, Requires(Permissions.Change), Obsolete("Use takeFromStock. Removal after 2027-06-30.")]
    public static Stock DrawStock(Stock stock)
    {
        stock.Take(1);
        return stock;
    }
}

internal static class TakeFromStockOperation
{
    /// <summary>Takes from a stock.</summary>
    /// <param name="count">How many.</param>
    [Mutation, Requires(Permissions.Change)]
    public static Stock TakeFromStock(Stock stock, int count)
    {
        stock.Take(count);
        return stock;
    }
}

internal static class StockTakenSubscription
{
    /// <summary>Whatever is taken from a stock.</summary>
    /// <param name="stockId">The stock.</param>
    /// <param name="atLeast">Only when so many are taken.</param>
    [Subscription, Requires(Permissions.Read)]
    public static Id<Stock>? StockTaken(Taken happened, Id<Stock> stockId, int atLeast = 0) => happened.Count >= atLeast ? stockId : null;
}

internal static class TakeWithoutLockOperation
{
    /// <summary>Takes from a stock as careless code would: at an isolation level that finds conflicts out late.</summary>
    /// <param name="stockId">The stock.</param>
    [Mutation, Requires(Permissions.Change)]
    public static async Task<Stock> TakeWithoutLock(Id<Stock> stockId, WorkbenchDbContext db, CancellationToken ct)
    {
        var stock = await db.Stocks.FirstAsync(s => s.Id == stockId.Value, ct);
        stock.Take(1);
        return stock;
    }
}

internal static class FailOperation
{
    /// <summary>Fails as PostgreSQL would, so many times.</summary>
    /// <param name="sqlState">The SQLSTATE to fail with.</param>
    /// <param name="times">How often.</param>
    [Mutation, Requires(Permissions.Change)]
    public static async Task<Stock> Fail(string sqlState, int times, WorkbenchDbContext db, CancellationToken ct)
    {
        if (Interlocked.Increment(ref Attempts) <= times)
        {
            await db.Database.ExecuteSqlAsync($"select workbench.fail({sqlState})", ct);
        }

        return Stock.Of(Attempts);
    }

#pragma warning disable CA2211 // A test counts with it.
    public static int Attempts;
#pragma warning restore CA2211
}

internal sealed class NoteTaken(WorkbenchDbContext db) : IHandle<Taken>
{
    public async Task Handle(Taken happened, CancellationToken ct)
    {
        if (Faults.HandlerFails())
        {
            throw new InvalidOperationException("The handler fails.");
        }

        await db.Database.ExecuteSqlAsync($"insert into workbench.notes (text) values ('taken')", ct);
    }
}

internal sealed class CountTaken(WorkbenchDbContext db) : IReact<Taken>
{
    public async Task React(Taken happened, EventInfo info, CancellationToken ct)
    {
        var stock = await db.Stocks.Locked(happened.StockId, ct);
        stock.Reactions++;
    }
}

[Recurring("workbench.note-tick", "* * * * *")]
internal sealed class NoteTick(WorkbenchDbContext db) : IRecurringJob
{
    public async Task Run(DateTimeOffset tick, CancellationToken ct) => await db.Database.ExecuteSqlAsync($"insert into workbench.notes (text) values ('tick')", ct);
}

internal static class StockForecastField
{
    /// <summary>How many will be left; fails when a test says so.</summary>
    [Field<Stock>]
    public static async Task<IReadOnlyDictionary<Guid, int>> StockForecast(IReadOnlyList<Guid> keys, WorkbenchDbContext db, CancellationToken ct)
    {
        await Faults.Strike(db, ct);
        return keys.ToDictionary(k => k, _ => 1);
    }
}

internal static class StockOutlookQuery
{
    /// <summary>Whether all is well; fails when a test says so.</summary>
    [Query, Anonymous]
    public static async Task<bool> StockOutlook(WorkbenchDbContext db, CancellationToken ct)
    {
        await Faults.Strike(db, ct);
        return true;
    }
}
