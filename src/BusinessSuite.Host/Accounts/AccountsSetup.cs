using BusinessSuite.Host.Data;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace BusinessSuite.Host.Accounts;

/// <summary>Sets up sign-in.</summary>
internal static class AccountsSetup
{
    /// <summary>Registers local accounts, service keys and, where configured, an identity provider.</summary>
    public static IHostApplicationBuilder AddAccounts(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<Account>(o =>
        {
            o.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            o.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 10, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15), AllowedForNewUsers = true };
            o.User.AllowedUserNameCharacters = "";
        }).AddUserStore<AccountStore>();
        services.AddDataProtection().SetApplicationName("BusinessSuite").PersistKeysToDbContext<SuiteDbContext>();
        // Its keys are read when they are first needed: at the start the database may not be there yet.
        services.Remove(services.First(d => d.ImplementationType?.Name == "DataProtectionHostedService"));
        // Who asks is found out once, by the caller resolver, and kept: the pipeline is not to decrypt every request's token before.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        var authentication = services.AddAuthentication().AddBearerToken(o =>
        {
            o.BearerTokenExpiration = TimeSpan.FromHours(1);
            o.RefreshTokenExpiration = TimeSpan.FromDays(14);
        });
        if (builder.Configuration["Oidc:Authority"] is { } authority)
        {
            authentication.AddJwtBearer(JwtBearerDefaults.AuthenticationScheme, o =>
            {
                o.Authority = authority;
                o.Audience = builder.Configuration["Oidc:Audience"];
                o.RequireHttpsMetadata = builder.Configuration.GetValue("Oidc:RequireHttps", true);
                o.MapInboundClaims = false;
            });
        }

        services.AddScoped<Origin>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<IDatabaseSeed, FirstAdministrator>();
        return builder;
    }
}
