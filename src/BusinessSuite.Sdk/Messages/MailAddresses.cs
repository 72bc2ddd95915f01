using System.Net.Mail;

namespace BusinessSuite.Sdk;

/// <summary>E-mail addresses as people type them.</summary>
public static class MailAddresses
{
    /// <summary>The address without surrounding space; null when none was given.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="field">The input that it came in.</param>
    /// <exception cref="RuleViolation">It is none (<see cref="PlatformRules.MailAddress"/>).</exception>
    public static string? Require(string? typed, string field)
    {
        var address = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
        return address is null || (MailAddress.TryCreate(address, out var parsed) && parsed.Address == address)
            ? address
            : throw new RuleViolation(PlatformRules.MailAddress) { Field = [field] };
    }
}
