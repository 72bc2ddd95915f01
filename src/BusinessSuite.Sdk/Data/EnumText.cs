using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BusinessSuite.Sdk;

/// <summary>Stores an enumeration by its GraphQL name (UPPER_SNAKE), so that SQL and the API speak the same words.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
public sealed class EnumText<TEnum>() : ValueConverter<TEnum, string>(v => UpperSnake.Of(v), s => UpperSnake.Parse<TEnum>(s))
    where TEnum : struct, Enum;

/// <summary>The UPPER_SNAKE form of a C# name.</summary>
public static class UpperSnake
{
    /// <summary>The name of an enumeration value, for example <c>NotApplicable</c> as <c>NOT_APPLICABLE</c>.</summary>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => Of(value.ToString());

    /// <summary>The UPPER_SNAKE form of a PascalCase name.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>The value with that UPPER_SNAKE name.</summary>
    /// <exception cref="ArgumentException">No value has the name.</exception>
    public static TEnum Parse<TEnum>(string name) where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (string.Equals(Of(value), name, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new ArgumentException($"'{name}' is not a {typeof(TEnum).Name}.", nameof(name));
    }
}
