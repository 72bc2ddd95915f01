namespace BusinessSuite.Sdk;

/// <summary>A text that people read, in both languages of the suite.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Chinese (zh-CN).</param>
public readonly record struct Text(string En, string Zh)
{
    /// <summary>The text in that language.</summary>
    public string In(Language language) => language == Language.Zh ? Zh : En;
}

/// <summary>The languages that texts exist in, chosen by Accept-Language.</summary>
public enum Language
{
    /// <summary>English.</summary>
    En,

    /// <summary>Chinese, zh-CN.</summary>
    Zh,
}
