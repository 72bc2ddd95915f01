using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Papers;

/// <summary>A file in an answer.</summary>
/// <param name="Name">Its name, with extension.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes in Base64.</param>
internal sealed record PrintedFile(string Name, string MediaType, string Content)
{
    private const int Most = 5;

    /// <summary>Makes the files of a few records; each is made anew.</summary>
    /// <exception cref="RuleViolation">Files of more than 5 records are asked for.</exception>
    public static async Task<IReadOnlyDictionary<Guid, PrintedFile>> Each(IReadOnlyList<Guid> keys, Func<Guid, Task<Attachment>> make)
    {
        if (keys.Count > Most)
        {
            throw new RuleViolation(PlatformRules.Invalid, $"files of at most {Most} records are made at a time");
        }

        var files = new Dictionary<Guid, PrintedFile>();
        foreach (var key in keys)
        {
            var file = await make(key);
            files.Add(key, new(file.Name, file.MediaType, Convert.ToBase64String(file.Content!)));
        }

        return files;
    }
}
