using System.Text.Json;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Calendars;

/// <summary>The public holidays and make-up workdays of a year and region, as they were announced.</summary>
/// <param name="Region">The region, ISO 3166-1, for example CN.</param>
/// <param name="Year">The year.</param>
/// <param name="Source">The announcement.</param>
/// <param name="StatutorySource">The law that says which days are statutory holidays.</param>
/// <param name="Holidays">The holidays.</param>
/// <param name="MakeupWorkdays">The rest days on which work is made up (调休上班).</param>
internal sealed record PublicHolidayYear(
    string Region, int Year, string Source, string StatutorySource, IReadOnlyList<PublicHoliday> Holidays, IReadOnlyList<DateOnly> MakeupWorkdays);

/// <summary>A public holiday.</summary>
/// <param name="Name">Its name, for example 春节.</param>
/// <param name="First">The first day off.</param>
/// <param name="Last">The last day off.</param>
/// <param name="StatutoryDays">The statutory holidays (法定节假日) among them; all others are rest days or bridged ones.</param>
internal sealed record PublicHoliday(string Name, DateOnly First, DateOnly Last, IReadOnlyList<DateOnly> StatutoryDays);

internal static class PublicHolidaysQuery
{
    private static readonly Lazy<IReadOnlyList<PublicHolidayYear>> Shipped = new(Load);

    /// <summary>The years of public holidays that come with the suite, with their sources; importPublicHolidays puts one into a calendar.</summary>
    [Query, Requires(Permissions.ReadCalendar)]
    public static IReadOnlyList<PublicHolidayYear> PublicHolidays() => Shipped.Value;

    private static List<PublicHolidayYear> Load()
    {
        var assembly = typeof(PublicHolidaysQuery).Assembly;
        return [.. from name in assembly.GetManifestResourceNames()
                   where name.StartsWith("holidays/", StringComparison.Ordinal)
                   orderby name
                   select Read(assembly.GetManifestResourceStream(name)!)];
    }

    private static PublicHolidayYear Read(Stream stream)
    {
        using (stream)
        {
            return JsonSerializer.Deserialize<PublicHolidayYear>(stream, JsonSerializerOptions.Web)!;
        }
    }
}
