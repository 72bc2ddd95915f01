using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Data;

/// <summary>What the platform itself keeps: accounts, roles, audit trail, idempotency keys, events, counters.</summary>
internal sealed class SuiteDbContext(DbContextOptions<SuiteDbContext> options) : ModuleDbContext("suite", options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SuiteDbContext).Assembly);
    }
}
