using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Work;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace BusinessSuite.Host.Accounts;

/// <summary>
/// Finds out who sends a request: by the token of a local account, by the token of an identity provider, or by the key of a
/// service account. What an account may do is looked up at most every five seconds.
/// </summary>
internal sealed class CallerResolver(IServiceScopeFactory scopes, UnitOfWork work, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 20_000 });

    /// <summary>The language that a client asks for.</summary>
    public static Language LanguageOf(HttpContext http) =>
        http.Request.Headers.AcceptLanguage.Count > 0 && http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true
            ? Language.Zh
            : Language.En;

    /// <summary>Who sends the request; <see cref="Caller.Nobody"/> when it bears no credentials.</summary>
    /// <exception cref="RequestException">The credentials are not valid (UNAUTHENTICATED).</exception>
    public async Task<Caller> Resolve(HttpContext http, CancellationToken ct)
    {
        var language = LanguageOf(http);
        var header = http.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return language == Language.En ? Caller.Nobody : Caller.Nobody with { Language = language };
        }

        var found = _cache.TryGetValue(new Header(header), out Holder? holder) ? await Of(holder, ct) : await Find(http, header, ct);
        return found?.In(language) ?? throw new RequestException("The token or key is not valid, or no longer.", "UNAUTHENTICATED");
    }

    /// <summary>Whether a token still stands for its account.</summary>
    public async Task<bool> IsValid(ClaimsPrincipal principal, CancellationToken ct) => await Of(Holder.Of(principal), ct) is not null;

    /// <summary>What an account may do; null when it is closed.</summary>
    public async Task<Caller?> Of(Guid account, CancellationToken ct) => (await Get(account, ct))?.In(Language.En);

    /// <summary>Forgets what is known of accounts, after one was changed.</summary>
    public void Forget() => _cache.Clear();

    public void Dispose() => _cache.Dispose();

    private async ValueTask<Known?> Find(HttpContext http, string header, CancellationToken ct)
    {
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        return token switch
        {
            _ when token.StartsWith(ServiceKeys.Start, StringComparison.Ordinal) => await ByKey(token, ct),
            _ when token.AsSpan().Count('.') == 2 => await ByIdentityProvider(http, ct),
            _ => await ByToken(http, header, ct),
        };
    }

    private async ValueTask<Known?> ByToken(HttpContext http, string header, CancellationToken ct)
    {
        var result = await http.AuthenticateAsync(BearerTokenDefaults.AuthenticationScheme);
        var holder = result.Succeeded && !IsOver(result) ? Holder.Of(result.Principal) : null;
        // Under the whole header: that is what the next request is recognised by.
        Keep(new Header(header), holder);
        return await Of(holder, ct);
    }

    /// <summary>Whether a token that was good when a long request began has ended since.</summary>
    private bool IsOver(AuthenticateResult result) => result.Properties?.ExpiresUtc <= clock.GetUtcNow();

    private async ValueTask<Known?> Of(Holder? holder, CancellationToken ct) =>
        holder is not null && await Get(holder.Account, ct) is { } known && known.Stamp == holder.Stamp ? known : null;

    private async ValueTask<Known?> ByKey(string key, CancellationToken ct)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var entry = "key:" + Convert.ToHexString(hash);
        if (!_cache.TryGetValue(entry, out Guid? account))
        {
            account = await AsSystem(db => db.ServiceKeys
                .Where(k => k.Hash == hash && k.RevokedAt == null && (k.ExpiresAt == null || k.ExpiresAt > clock.GetUtcNow()))
                .Select(k => (Guid?)k.AccountId).FirstOrDefaultAsync(ct), ct);
            Keep(entry, account);
        }

        return account is { } id ? await Get(id, ct) : null;
    }

    private async ValueTask<Known?> ByIdentityProvider(HttpContext http, CancellationToken ct)
    {
        if (http.RequestServices.GetRequiredService<IConfiguration>()["Oidc:Authority"] is null)
        {
            return null;
        }

        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded || IsOver(result) || result.Principal.FindFirstValue("sub") is not { } subject || result.Principal.FindFirstValue("iss") is not { } issuer)
        {
            return null;
        }

        var entry = $"sub:{issuer} {subject}";
        if (!_cache.TryGetValue(entry, out Guid? account))
        {
            account = await FindOrAdd(issuer, subject, result.Principal.FindFirstValue("name") ?? subject, ct);
            Keep(entry, account);
        }

        return await Get(account!.Value, ct);
    }

    /// <summary>The account of someone whom the identity provider vouches for; a new one has no roles.</summary>
    private async Task<Guid> FindOrAdd(string issuer, string subject, string name, CancellationToken ct)
    {
        var account = await work.Run(
            new WorkOrder("signIn", "suite", new Caller { IsSystem = true, Name = "sign-in" }, Scope.All),
            async scope =>
            {
                var db = scope.Services.GetRequiredService<SuiteDbContext>();
                await scope.Services.GetRequiredService<ILocks>().Take($"account {issuer} {subject}", ct);
                var found = await db.Accounts.FirstOrDefaultAsync(a => a.Issuer == issuer && a.Subject == subject, ct);
                if (found is null)
                {
                    found = new Account($"{subject}@{new Uri(issuer).Host}", name, AccountKind.Person, clock.GetUtcNow()) { Issuer = issuer, Subject = subject };
                    db.Add(found);
                    await scope.Finish(ct);
                }

                return found;
            },
            ct);
        return account!.Id;
    }

    private ValueTask<Known?> Get(Guid id, CancellationToken ct) => _cache.TryGetValue(id, out Known? known) ? new(known) : LoadAndKeep(id, ct);

    private async ValueTask<Known?> LoadAndKeep(Guid id, CancellationToken ct)
    {
        var known = await AsSystem((db, services) => Load(id, db, services, ct), ct);
        Keep(id, known);
        return known;
    }

    private async Task<Known?> Load(Guid id, SuiteDbContext db, IServiceProvider services, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && !a.Disabled, ct);
        if (account is null)
        {
            return null;
        }

        var standings = new List<Standing>();
        foreach (var source in services.GetServices<IStanding>())
        {
            if (await source.Of(id, clock.GetUtcNow(), ct) is { } standing)
            {
                standings.Add(standing);
            }
        }

        var own = standings.SelectMany(s => s.Roles).Select(r => r.Name).ToList();
        var deputizes = standings.SelectMany(s => s.Deputizes).ToList();
        var names = own.Concat(deputizes.SelectMany(d => d.Roles).Select(r => r.Name)).ToList();
        var grants = await (
            from role in db.Roles
            let assigned = db.AccountRoles.Any(a => a.AccountId == id && a.RoleId == role.Id)
            where assigned || names.Contains(role.Name)
            join grant in db.Grants on role.Id equals grant.RoleId
            select new { IsOwn = assigned || own.Contains(role.Name), Role = role.Name, grant.Permission, grant.Scope }).ToListAsync(ct);
        Dictionary<string, Scope> Granted(Func<string, bool, bool> counts) =>
            grants.Where(g => counts(g.Role, g.IsOwn)).GroupBy(g => g.Permission).ToDictionary(g => g.Key, g => g.Max(x => x.Scope));
        var caller = new Caller
        {
            UserId = id,
            Name = account.DisplayName,
            Number = standings.Select(s => s.Number).FirstOrDefault(n => n.Length > 0) ?? account.UserName,
            EmployeeId = standings.Select(s => (Guid?)s.EmployeeId).FirstOrDefault(),
            Departments = [.. standings.SelectMany(s => s.Departments).Distinct()],
            Clearance = standings.Select(s => s.Clearance).Append(Confidentiality.Internal).Max(),
            Grants = Granted((_, isOwn) => isOwn),
            IsService = account.Kind == AccountKind.Service,
        };
        return new(account.SecurityStamp, deputizes.Count == 0 ? caller : caller with
        {
            Own = caller,
            Deputizes = [.. deputizes.Select(d => d with { Grants = Granted((role, _) => d.Roles.Any(r => r.Name == role)) })],
            Departments = [.. caller.Departments.Union(deputizes.SelectMany(d => d.Departments))],
            Grants = Granted((_, _) => true),
        });
    }

    private Task<T> AsSystem<T>(Func<SuiteDbContext, Task<T>> read, CancellationToken ct) => AsSystem((db, _) => read(db), ct);

    private async Task<T> AsSystem<T>(Func<SuiteDbContext, IServiceProvider, Task<T>> read, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var connection = scope.ServiceProvider.GetRequiredService<ScopedConnection>().Connection;
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var caller = new Npgsql.NpgsqlCommand("select set_config('suite.caller', $1, true)", connection);
        caller.Parameters.Add(new() { Value = CallerSetting.System(null) });
        await caller.ExecuteNonQueryAsync(ct);
        return await read(scope.ServiceProvider.GetRequiredService<SuiteDbContext>(), scope.ServiceProvider);
    }

    private void Keep<T>(object entry, T value) => _cache.Set(entry, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Fresh, Size = 1 });

    /// <summary>A header as it was sent: whatever stands there is no key of anything else that is kept.</summary>
    private sealed record Header(string Value);

    /// <summary>Whom a token was given to, and under which stamp of the account.</summary>
    private sealed record Holder(Guid Account, string? Stamp)
    {
        public static Holder? Of(ClaimsPrincipal principal) =>
            Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? new(id, principal.FindFirstValue(SignIn.Stamp)) : null;
    }

    /// <summary>An account as it was found; one caller for each language, so that what hangs on a caller is kept with it.</summary>
    private sealed class Known(string stamp, Caller caller)
    {
        private readonly Caller _chinese = caller with { Language = Language.Zh };

        public string Stamp => stamp;

        public Caller In(Language language) => language == Language.Zh ? _chinese : caller;
    }
}
