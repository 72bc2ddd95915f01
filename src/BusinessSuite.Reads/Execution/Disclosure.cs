namespace BusinessSuite.Reads;

/// <summary>What an answer told of confidential records, and what it withheld.</summary>
/// <param name="isCleared">Whether the reader is cleared for secrets: to anyone else the count of a list tells of no secret but what tells of himself.</param>
public sealed class Disclosure(bool isCleared = true)
{
    // Made with the first: most answers tell nothing confidential.
    private Dictionary<(string Type, Guid? Key), Told>? _told;
    private Dictionary<ConfidentialField, int>? _withheld;

    /// <summary>The records whose confidential values were told, each once.</summary>
    public IReadOnlyCollection<Told> Records => _told is null ? [] : _told.Values;

    /// <summary>The fields that were withheld, with the number of rows.</summary>
    public IReadOnlyDictionary<ConfidentialField, int> Withheld => _withheld ?? [];

    /// <summary>Adds what another answer told.</summary>
    public void Add(Disclosure other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var told in other.Records)
        {
            (_told ??= [])[(told.Type, told.Key)] = told;
        }
    }

    /// <summary>Notes that something of a confidential record is told.</summary>
    /// <param name="type">The record's type.</param>
    /// <param name="key">The record; null for a list as a whole.</param>
    /// <param name="level">How confidential; null for a list as a whole.</param>
    /// <param name="field">The field, or what else tells of it.</param>
    public void Tell(string type, Guid? key, string? level, string field)
    {
        _told ??= [];
        if (!_told.TryGetValue((type, key), out var told))
        {
            _told.Add((type, key), told = new(type, key, level));
        }

        told.Add(field);
    }

    internal void Tell(ConfidentialField field, Guid? key, string? level) => Tell(field.Type.Name, key, level, field.Name);

    internal void TellLists(ReadPlan plan)
    {
        foreach (var field in plan.Confidential.Where(f => f.OfList && (isCleared || f.Type.Secrecy!.TellsOfReader)))
        {
            Tell(field, null, null);
        }
    }

    internal void Withhold(ConfidentialField field)
    {
        _withheld ??= [];
        _withheld[field] = _withheld.GetValueOrDefault(field) + 1;
    }
}

/// <summary>What was told of one confidential record, or of a list of such records as a whole.</summary>
/// <param name="type">The record's type.</param>
/// <param name="key">The record; null for a list as a whole.</param>
/// <param name="level">How confidential; null for a list as a whole.</param>
public sealed class Told(string type, Guid? key, string? level)
{
    private readonly SortedSet<string> _fields = new(StringComparer.Ordinal);

    /// <summary>The record's type.</summary>
    public string Type => type;

    /// <summary>The record; null for a list as a whole.</summary>
    public Guid? Key => key;

    /// <summary>How confidential; null for a list as a whole.</summary>
    public string? Level => level;

    /// <summary>The fields that were told.</summary>
    public IReadOnlyCollection<string> Fields => _fields;

    internal void Add(string field) => _fields.Add(field);
}
