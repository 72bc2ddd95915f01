using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Caching.Memory;

namespace BusinessSuite.Host.Data;

/// <summary>Makes the models of several contexts at the same time. EF Core's own source makes one after the other, which is a third of a start.</summary>
internal sealed class ModelsAtOnce(ModelSourceDependencies dependencies) : ModelSource(dependencies)
{
    private readonly ConcurrentDictionary<object, Lock> _making = new();

    public override IModel GetModel(DbContext context, ModelCreationDependencies modelCreationDependencies, bool designTime)
    {
        var key = Dependencies.ModelCacheKeyFactory.Create(context, designTime);
        if (Dependencies.MemoryCache.TryGetValue(key, out IModel? known))
        {
            return known!;
        }

        lock (_making.GetOrAdd(key, _ => new()))
        {
            return Dependencies.MemoryCache.GetOrCreate(key, entry =>
            {
                entry.SetSize(1).SetPriority(CacheItemPriority.NeverRemove);
                return modelCreationDependencies.ModelRuntimeInitializer.Initialize(
                    CreateModel(context, modelCreationDependencies.ConventionSetBuilder, modelCreationDependencies.ModelDependencies), designTime, modelCreationDependencies.ValidationLogger);
            })!;
        }
    }
}
