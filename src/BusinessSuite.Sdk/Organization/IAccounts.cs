namespace BusinessSuite.Sdk;

/// <summary>What the module that keeps the people does with their accounts.</summary>
public interface IAccounts
{
    /// <summary>The permission to administer accounts, and so to give roles.</summary>
    const string Administer = "suite.account.administer";

    /// <summary>The names of the roles that were given to the account itself.</summary>
    Task<IReadOnlyList<string>> Roles(Guid account, CancellationToken ct);

    /// <summary>Closes the account: its tokens and keys end within five seconds. The last administrator cannot be closed.</summary>
    Task Close(Guid account, CancellationToken ct);
}
