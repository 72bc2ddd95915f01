using PhoneNumbers;

namespace BusinessSuite.Intake.Contacts;

/// <summary>How contacts are kept; configuration section <c>Modules:intake:Contacts</c>.</summary>
internal sealed class ContactOptions
{
    /// <summary>The region whose phone numbers are dialled without a country's code, as ISO 3166 names it.</summary>
    public string Region { get; set; } = "CN";

    /// <summary>Whether there is such a region.</summary>
    public bool IsRegion() => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(Region);
}
