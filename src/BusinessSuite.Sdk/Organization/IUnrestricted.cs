namespace BusinessSuite.Sdk;

/// <summary>
/// Lets a module answer through its Contracts what the caller could not see for himself: who is on duty in another
/// department, for example. What comes out must be fit for every caller.
/// </summary>
public interface IUnrestricted
{
    /// <summary>Runs reads that see all rows; afterwards the caller's view is back.</summary>
    Task<T> Read<T>(Func<Task<T>> read, CancellationToken ct);
}

/// <summary>Stands for an account in relations of modules.</summary>
[NodeType("Account")]
public sealed class AccountRef;
