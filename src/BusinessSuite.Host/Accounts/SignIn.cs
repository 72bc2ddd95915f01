using System.Globalization;
using System.Security.Claims;
using BusinessSuite.Host.Http;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Accounts;

/// <summary>What a person sends to sign in.</summary>
/// <param name="UserName">The account's name.</param>
/// <param name="Password">The password, or the one-time password.</param>
/// <param name="NewPassword">The password from now on; required with a one-time password.</param>
internal sealed record SignInRequest(string? UserName, string? Password, string? NewPassword);

/// <summary>What a client sends for a fresh token.</summary>
/// <param name="RefreshToken">The refresh token of an earlier sign-in.</param>
internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>Signing in with a local account: <c>POST /sign-in</c> and <c>POST /sign-in/refresh</c>.</summary>
internal static class SignIn
{
    /// <summary>The claim that ends tokens when the account changes.</summary>
    public const string Stamp = "stamp";

    private const string Door = "sign-in";

    // Accounts lock by themselves. This stops who tries one password on many, and leaves an office its mistakes.
    private const int WrongFromOneNetwork = 100;

    private static readonly Text Wrong = new("The name or the password is wrong, or the account is locked or closed.", "用户名或密码错误，或账户已锁定或停用。");
    private static readonly Text Change = new("The one-time password must be changed: send newPassword too.", "必须更换一次性密码：请同时提交 newPassword。");
    private static readonly Text Weak = new("The new password has fewer than 12 characters or is the old one.", "新密码少于 12 个字符，或与旧密码相同。");

    // Checked in place of an account that does not exist, so that the answer takes as long.
    private static readonly string Decoy = new PasswordHasher<Account>().HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>Maps the endpoints.</summary>
    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost("/sign-in", Password);
        app.MapPost("/sign-in/refresh", Refresh);
    }

    private static async Task<IResult> Password(SignInRequest request, HttpContext http, UnitOfWork work, Origin origin, Attempts attempts, CancellationToken ct)
    {
        var language = CallerResolver.LanguageOf(http);
        origin.Address = http.Connection.RemoteIpAddress;
        try
        {
            await attempts.Count(Door, null, WrongFromOneNetwork, ct);
        }
        catch (RuleViolation e)
        {
            http.Response.Headers.RetryAfter = e.RetryAfter?.ToString(CultureInfo.InvariantCulture);
            return Problem(StatusCodes.Status429TooManyRequests, e.Rule.Code, e.Localized(language));
        }

        var system = new Caller { IsSystem = true, Name = "sign-in" };
        var outcome = await work.Run(
            new WorkOrder("signIn", "suite", system, Scope.All),
            async scope =>
            {
                var answer = await Check(request, scope.Services.GetRequiredService<UserManager<Account>>());
                await scope.Finish(ct);
                return answer;
            },
            ct);
        if (outcome is { Code: not "SIGN_IN_FAILED" })
        {
            await attempts.Forgive(Door, null, ct);
        }

        return outcome switch
        {
            { Account: { } account } => Results.SignIn(Principal(account), authenticationScheme: BearerTokenDefaults.AuthenticationScheme),
            { Code: "PASSWORD_CHANGE_REQUIRED" } => Problem(StatusCodes.Status403Forbidden, outcome.Code, Change.In(language)),
            { Code: "PASSWORD_TOO_WEAK" } => Problem(StatusCodes.Status400BadRequest, outcome.Code, Weak.In(language)),
            _ => Problem(StatusCodes.Status401Unauthorized, "SIGN_IN_FAILED", Wrong.In(language)),
        };
    }

    private static async Task<Outcome> Check(SignInRequest request, UserManager<Account> accounts)
    {
        if (string.IsNullOrEmpty(request.UserName) || string.IsNullOrEmpty(request.Password) || request.Password.Length > 256)
        {
            return new(null, "SIGN_IN_FAILED");
        }

        var account = await accounts.FindByNameAsync(request.UserName.Trim());
        if (account is null || account.Disabled || account.Kind != AccountKind.Person || account.PasswordHash is null || await accounts.IsLockedOutAsync(account))
        {
            accounts.PasswordHasher.VerifyHashedPassword(null!, Decoy, request.Password);
            return new(null, "SIGN_IN_FAILED");
        }

        if (!await accounts.CheckPasswordAsync(account, request.Password))
        {
            await accounts.AccessFailedAsync(account);
            return new(null, "SIGN_IN_FAILED");
        }

        if (account.FailedCount > 0)
        {
            await accounts.ResetAccessFailedCountAsync(account);
        }

        if (request.NewPassword is { } fresh)
        {
            if (fresh == request.Password || !(await accounts.ChangePasswordAsync(account, request.Password, fresh)).Succeeded)
            {
                return new(null, "PASSWORD_TOO_WEAK");
            }

            account.MustChangePassword = false;
        }

        return account.MustChangePassword ? new(null, "PASSWORD_CHANGE_REQUIRED") : new(account, "");
    }

    private static async Task<IResult> Refresh(
        RefreshRequest request, HttpContext http, IOptionsMonitor<BearerTokenOptions> options, CallerResolver callers, TimeProvider clock, CancellationToken ct)
    {
        var ticket = string.IsNullOrEmpty(request.RefreshToken)
            ? null
            : options.Get(BearerTokenDefaults.AuthenticationScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || clock.GetUtcNow() >= expires || !await callers.IsValid(ticket.Principal, ct))
        {
            return Problem(StatusCodes.Status401Unauthorized, "SIGN_IN_FAILED", Wrong.In(CallerResolver.LanguageOf(http)));
        }

        return Results.SignIn(ticket.Principal, authenticationScheme: BearerTokenDefaults.AuthenticationScheme);
    }

    private static ClaimsPrincipal Principal(Account account) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(Stamp, account.SecurityStamp)], BearerTokenDefaults.AuthenticationScheme));

    private static IResult Problem(int status, string code, string detail) => Problems.Of("Sign-in", status, code, detail);

    private sealed record Outcome(Account? Account, string Code);
}
