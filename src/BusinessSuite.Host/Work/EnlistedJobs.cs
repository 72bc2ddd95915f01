using System.Linq.Expressions;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Npgsql;

namespace BusinessSuite.Host.Work;

/// <summary>Jobs that come to be with a transaction: they are there when it commits, and never were when it does not.</summary>
internal static class EnlistedJobs
{
    private static readonly PostgreSqlStorageOptions Enlisted = new()
    {
        SchemaName = "hangfire",
        PrepareSchemaIfNecessary = false,
        EnableTransactionScopeEnlistment = true,
    };

    /// <summary>Enqueues a job.</summary>
    /// <param name="connection">The connection that carries the transaction.</param>
    /// <param name="job">What to do.</param>
    /// <param name="delay">After how long; at once when it is not positive.</param>
    public static void Enqueue<T>(NpgsqlConnection connection, Expression<Func<T, Task>> job, TimeSpan delay)
    {
        var storage = new PostgreSqlStorage(new ExistingNpgsqlConnectionFactory(connection, Enlisted), Enlisted);
        IState state = delay > TimeSpan.Zero ? new ScheduledState(delay) : new EnqueuedState();
        new BackgroundJobClient(storage).Create(Job.FromExpression(job), state);
    }
}
