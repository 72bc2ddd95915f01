using BusinessSuite.Intake.Contracts;
using BusinessSuite.Sdk;
using PhoneNumbers;

namespace BusinessSuite.Intake.Contacts;

/// <summary>The rules of contacts.</summary>
internal static class ContactRules
{
    public static readonly Rule Unreachable = new("CONTACT_UNREACHABLE", new("A contact has a phone number or an e-mail address.", "联系人须有电话或电子邮箱。"), Constraint: "ck_contacts_reachable");

    public static readonly Rule Unnamed = new("CONTACT_UNNAMED", new("A contact has a name.", "联系人须有姓名。"));

    public static readonly Rule PhoneTaken = new("CONTACT_PHONE_TAKEN", new("Another contact has this phone number; merge the two.", "另一联系人已使用该电话，请合并。"), Constraint: "ux_contacts_phone");

    public static readonly Rule EmailTaken = new("CONTACT_EMAIL_TAKEN", new("Another contact has this e-mail address; merge the two.", "另一联系人已使用该邮箱，请合并。"), Constraint: "ux_contacts_email");

    public static readonly Rule Address = PlatformRules.MailAddress with { Constraint = "ck_contacts_email" };

    public static readonly Rule Channels = new("CHANNELS_INVALID", new("Channels are named in capitals, each once, for example SMS, MAIL, PHONE.", "渠道须用大写字母表示且不重复，例如 SMS、MAIL、PHONE。"), "2.3.1", "ck_contacts_channels");

    public static readonly Rule NotMerged = new("CONTACT_NOT_MERGED", new("The contact is not merged into another.", "该联系人未被合并。"));

    public static readonly Rule Merged = new("CONTACT_MERGED", new("One of the two is merged already, or they are the same.", "其中一方已被合并，或两者相同。"), Constraint: "ck_contacts_merge");
}

/// <summary>Someone who asks or applies (联系人). A merged contact keeps its own history below the one that it was merged into.</summary>
[Readable(Permissions.ReadContacts)]
internal sealed class Contact : Entity
{
    private Contact()
    {
    }

    /// <summary>A contact that can be reached.</summary>
    /// <exception cref="RuleViolation">There is neither a phone number nor an e-mail address.</exception>
    public Contact(string name, string? phone, string? email, string region)
    {
        Name = name.Trim();
        Phone = NormalizePhone(phone, region);
        Email = NormalizeEmail(email);
        if (Phone is null && Email is null)
        {
            throw new RuleViolation(ContactRules.Unreachable) { Field = ["phone"] };
        }
    }

    /// <summary>The name.</summary>
    [Sortable]
    public string Name { get; private set; } = "";

    /// <summary>The phone number: digits, as dialled at home; a number of another country with + and the code of the country.</summary>
    [Filterable]
    public string? Phone { get; private set; }

    /// <summary>The e-mail address, in lower case.</summary>
    [Filterable]
    public string? Email { get; private set; }

    /// <summary>The language that the contact is written to in.</summary>
    [Filterable]
    public Language Language { get; set; } = Language.Zh;

    /// <summary>The channels in the order that the contact prefers; those not named come after, in the order of the installation.</summary>
    public List<string> Channels { get; private set; } = [];

    /// <summary>The contact that this one turned out to be.</summary>
    [Relation<Contact>(Inverse = "duplicates", InverseDescription = "The contacts that turned out to be this one, with their own histories.")]
    public Guid? MergedIntoId { get; private set; }

    /// <summary>One writing for each number, however it was typed (<c>+86 139…</c>, <c>0086-139…</c>, <c>139…</c>), or null.</summary>
    /// <param name="phone">The number as it was typed.</param>
    /// <param name="region">The region whose numbers are dialled without a country's code, as ISO 3166 names it.</param>
    public static string? NormalizePhone(string? phone, string region)
    {
        var digits = new string([.. (phone ?? "").Where(c => char.IsAsciiDigit(c) || c == '+')]);
        if (!digits.Any(char.IsAsciiDigit))
        {
            return null;
        }

        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(digits, region);
            // What is no number of any country, an extension for example, is kept as it is.
            return !numbers.IsPossibleNumber(number) ? Plain(digits)
                : number.CountryCode == numbers.GetCountryCodeForRegion(region) ? Plain(numbers.Format(number, PhoneNumberFormat.NATIONAL))
                : numbers.Format(number, PhoneNumberFormat.E164);
        }
        catch (NumberParseException)
        {
            return Plain(digits);
        }
    }

    /// <summary>Lower case without surrounding space, or null.</summary>
    /// <exception cref="RuleViolation">It is no e-mail address.</exception>
#pragma warning disable CA1308 // Addresses are kept in lower case because that is how people write them.
    public static string? NormalizeEmail(string? email) => MailAddresses.Require(email, "email")?.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>The ways to the contact by the channels that there are, the preferred ones first.</summary>
    public IReadOnlyList<ContactPoint> Ways(IEnumerable<string> available)
    {
        var there = available.ToList();
        return [.. from channel in Channels.Intersect(there).Union(there)
                   let address = channel == Sdk.Channels.Mail ? Email : Phone
                   where address is not null
                   select new ContactPoint(channel, address)];
    }

    /// <summary>The same, without a call unless a call is what the contact wants.</summary>
    public IReadOnlyList<ContactPoint> WaysToWrite(IEnumerable<string> available) => Ways(available.Where(c => c != Sdk.Channels.Phone || Channels.Contains(c)));

    /// <summary>The same, and a call where nothing written leads to the contact, who must know.</summary>
    public IReadOnlyList<ContactPoint> WaysToTell(IReadOnlyCollection<string> available) => WaysToWrite(available) is { Count: > 0 } written ? written : Ways(available);

    /// <summary>Notes which channels the contact prefers.</summary>
    public void Prefer(IReadOnlyList<string> channels)
    {
        for (var i = 0; i < channels.Count; i++)
        {
            if (channels[i].Length is 0 or > 32 || !channels[i].All(c => char.IsAsciiLetterUpper(c) || c == '_') || channels.Take(i).Contains(channels[i]))
            {
                throw new RuleViolation(ContactRules.Channels) { Field = ["channels"], ElementIndex = i };
            }
        }

        Channels = [.. channels];
    }

    /// <summary>Puts right what is given; an empty text takes an address away.</summary>
    /// <exception cref="RuleViolation">The name is empty, or neither a phone number nor an e-mail address is left.</exception>
    public void Change(string? name, string? phone, string? email, string region)
    {
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            throw new RuleViolation(ContactRules.Unnamed) { Field = ["name"] };
        }

        Name = name?.Trim() ?? Name;
        Phone = phone is null ? Phone : NormalizePhone(phone, region);
        Email = email is null ? Email : NormalizeEmail(email);
        if (Phone is null && Email is null)
        {
            throw new RuleViolation(ContactRules.Unreachable) { Field = [phone is null ? "email" : "phone"] };
        }
    }

    /// <summary>Takes over the addresses that are missing.</summary>
    public void Complete(string? phone, string? email) => (Phone, Email) = (Phone ?? phone, Email ?? email);

    /// <summary>Leaves to one that parts from it the addresses that both have, unless none would be left.</summary>
    public void Leave(Contact parting)
    {
        var (phone, email) = (Phone == parting.Phone ? null : Phone, Email == parting.Email ? null : Email);
        (Phone, Email) = (phone ?? email) is null ? (Phone, Email) : (phone, email);
    }

    public void MergeInto(Contact survivor, DateTimeOffset at)
    {
        if (MergedIntoId is not null || survivor.MergedIntoId is not null || survivor.Id == Id)
        {
            throw new RuleViolation(ContactRules.Merged);
        }

        MergedIntoId = survivor.Id;
        Raise(new ContactsMerged(Id, survivor.Id, at));
    }

    public void Part() => MergedIntoId = MergedIntoId is null ? throw new RuleViolation(ContactRules.NotMerged) : null;

    private static string Plain(string number)
    {
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        return number[0] == '+' ? $"+{digits}" : digits;
    }
}
