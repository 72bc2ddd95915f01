using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using BusinessSuite.Host.Modules;

namespace BusinessSuite.Host.Graph;

/// <summary>What is marked <see cref="ObsoleteAttribute"/> is <c>@deprecated</c> in the schema.</summary>
internal static partial class Deprecation
{
    /// <summary>The reason, which says what to use and until when; null for what is to stay.</summary>
    /// <exception cref="ModuleRefusedException">The reason names no day.</exception>
    public static string? Of(MemberInfo member)
    {
        if (member.GetCustomAttribute<ObsoleteAttribute>() is not { } obsolete)
        {
            return null;
        }

        return obsolete.Message is { } reason && Removal().IsMatch(reason)
            ? reason
            : throw new ModuleRefusedException($"{member.DeclaringType?.Name}.{member.Name} is obsolete without saying until when: [Obsolete(\"Use ... Removal after 2027-06-30.\")].");
    }

    /// <summary>A part of the schema with the reason that it was given; null for what is to stay.</summary>
    public static DeprecatedPart? Of(string coordinate, string? reason) => reason is not null && Removal().Match(reason) is { Success: true } found
        ? new(coordinate, reason, DateOnly.ParseExact(found.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex(@"Removal after (\d{4}-\d{2}-\d{2})")]
    private static partial Regex Removal();
}

/// <summary>A part of the schema that will go.</summary>
/// <param name="Coordinate">What it is.</param>
/// <param name="Reason">What to use in its place.</param>
/// <param name="RemovalAfter">The day after which it may be gone.</param>
internal sealed record DeprecatedPart(string Coordinate, string Reason, DateOnly RemovalAfter);
