namespace BusinessSuite.Sdk;

/// <summary>
/// Lets a module do what the caller's own view is too narrow for. It can answer through its Contracts what the caller could not see for himself: who is
/// on duty in another department, for example. What comes out must be fit for every caller.
/// </summary>
public interface IUnrestricted
{
    /// <summary>Runs reads that see all rows; afterwards the caller's view is back.</summary>
    Task<T> Read<T>(Func<Task<T>> read, CancellationToken ct);

    /// <summary>
    /// Saves what the operation changed though the rows may not be the caller's any more afterwards: he hands them to somebody else. Before, each of them
    /// must be his to change.
    /// </summary>
    /// <param name="db">The context whose changes are saved.</param>
    /// <param name="ct">Cancels the work.</param>
    Task HandOver(ModuleDbContext db, CancellationToken ct);
}

/// <summary>Stands for an account in relations of modules.</summary>
[NodeType("Account")]
public sealed class AccountRef;
