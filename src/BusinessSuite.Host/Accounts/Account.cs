using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

/// <summary>What an account is for.</summary>
public enum AccountKind
{
    /// <summary>A person, who signs in with a password or through an identity provider.</summary>
    Person,

    /// <summary>A program of a partner or a reporting tool, which sends a key.</summary>
    Service,
}

/// <summary>Someone or something that may sign in.</summary>
[Readable(SuitePermissions.ReadAccounts)]
internal sealed class Account : Entity
{
    private Account()
    {
    }

    public Account(string userName, string displayName, AccountKind kind, DateTimeOffset at)
    {
        (UserName, NormalizedName, DisplayName, Kind, CreatedAt) = (userName, Normalize(userName), displayName, kind, at);
    }

    /// <summary>The name to sign in with; upper and lower case are the same.</summary>
    [Sortable]
    public string UserName { get; private set; } = "";

    /// <summary>The name in the form in which it is unique.</summary>
    [Hidden]
    public string NormalizedName { get; private set; } = "";

    /// <summary>The name for people.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>What the account is for.</summary>
    [Filterable]
    public AccountKind Kind { get; private set; }

    /// <summary>Whether it is closed: no token and no key of it works.</summary>
    [Filterable]
    public bool Disabled { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Whether the password must be changed at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The hash of the password.</summary>
    [Hidden, Secret]
    public string? PasswordHash { get; set; }

    /// <summary>Changes when earlier tokens must end.</summary>
    [Hidden, Secret]
    public string SecurityStamp { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Failed sign-ins since the last good one.</summary>
    [Hidden]
    public int FailedCount { get; set; }

    /// <summary>Until when sign-in is refused after too many failures.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The identity provider that vouches for the account.</summary>
    [Hidden]
    public string? Issuer { get; set; }

    /// <summary>The account's name at the identity provider.</summary>
    [Hidden]
    public string? Subject { get; set; }

    /// <summary>The form in which names are unique.</summary>
    public static string Normalize(string userName) => userName.Trim().ToUpperInvariant();
}

/// <summary>A named set of permissions.</summary>
[Readable(SuitePermissions.ReadAccounts)]
internal sealed class Role : Entity
{
    /// <summary>The name of the role that may do everything.</summary>
    public const string Administrator = "Administrator";

    /// <summary>The name, unique.</summary>
    [Sortable]
    public string Name { get; init; } = "";

    /// <summary>What the role is for.</summary>
    public string? Description { get; init; }
}

/// <summary>A permission of a role, and how far it reaches.</summary>
[Readable(SuitePermissions.ReadAccounts), Removable]
internal sealed class RoleGrant : Entity
{
    /// <summary>The role.</summary>
    [Relation<Role>(Inverse = "grants", InverseDescription = "What the role may do.")]
    public Guid RoleId { get; init; }

    /// <summary>The permission, <c>module.object.action</c>, or <c>*</c> for all.</summary>
    [Filterable]
    public string Permission { get; init; } = "";

    /// <summary>Which rows it reaches.</summary>
    public Scope Scope { get; set; }
}

/// <summary>A role of an account.</summary>
[Readable(SuitePermissions.ReadAccounts), Removable]
internal sealed class AccountRole : Entity
{
    /// <summary>The account.</summary>
    [Relation<Account>(Inverse = "roles", InverseDescription = "The roles of the account.")]
    public Guid AccountId { get; init; }

    /// <summary>The role.</summary>
    [Relation<Role>(Inverse = "accounts", InverseDescription = "The accounts that have the role.")]
    public Guid RoleId { get; init; }
}

/// <summary>A key that a service account sends instead of signing in. The secret part is kept only as a hash.</summary>
[Readable(SuitePermissions.ReadAccounts)]
internal sealed class ServiceKey : Entity
{
    /// <summary>The account that the key is for.</summary>
    [Relation<Account>(Inverse = "keys", InverseDescription = "The keys of a service account.")]
    public Guid AccountId { get; init; }

    /// <summary>The public start of the key, to tell keys apart.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>SHA-256 of the key.</summary>
    [Hidden, Secret]
    public byte[] Hash { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked; null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
