using System.Data.Common;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace BusinessSuite.Host.Data;

/// <summary>How every module's context is set up.</summary>
internal static class SuiteDbOptions
{
    /// <summary>The table in each module's schema that lists its migrations.</summary>
    public const string HistoryTable = "__migrations";

    /// <summary>Sets up a context on a connection that others share.</summary>
    public static void Configure(DbContextOptionsBuilder options, DbConnection connection, string schema) =>
        Common(options, o => o.UseNpgsql(connection, n => Npgsql(n, schema)));

    /// <summary>Sets up a context for the making of migrations, which never connects.</summary>
    public static void ConfigureOffline(DbContextOptionsBuilder options, string schema) =>
        Common(options, o => o.UseNpgsql("Host=unused", n => Npgsql(n, schema)));

    private static void Npgsql(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder options, string schema) =>
        options.MigrationsHistoryTable(HistoryTable, schema).SetPostgresVersion(15, 0);

    // EF Core keeps its services and its models by the options in their order: in another they would be made once more.
    private static void Common(DbContextOptionsBuilder options, Action<DbContextOptionsBuilder> database)
    {
        options.AddInterceptors(VersionInterceptor.Instance)
            .ReplaceService<IModelSource, ModelsAtOnce>()
            // Migrations of plug-ins may be written by hand, without a snapshot.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning));
        database(options);
        options.UseSnakeCaseNamingConvention();
    }
}

/// <summary>Counts the version of every changed entity.</summary>
internal sealed class VersionInterceptor : SaveChangesInterceptor
{
    public static readonly VersionInterceptor Instance = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Count(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Count(DbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries<Entity>().Where(e => e.State == EntityState.Modified))
        {
            entry.Entity.Version++;
        }
    }
}
