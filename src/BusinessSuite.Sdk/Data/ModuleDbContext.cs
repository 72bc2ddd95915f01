using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Sdk;

/// <summary>
/// The module's view of the database: its own schema, its own migrations. Names are snake_case, enumerations are
/// stored as their upper-case names, relations and indexes come from the attributes on the entities.
/// </summary>
/// <param name="schema">The module's schema, equal to its manifest's name.</param>
/// <param name="options">Given by the host.</param>
public abstract class ModuleDbContext(string schema, DbContextOptions options) : DbContext(options)
{
    /// <summary>The module's schema.</summary>
    public string Schema { get; } = schema;

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<decimal>().HaveColumnType("numeric(19,4)");
        configurationBuilder.Conventions.Add(_ => new SuiteConventions());
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema(Schema);
    }
}
