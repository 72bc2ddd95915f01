using System.Reflection;

namespace BusinessSuite.Host.Graph;

/// <summary>Whether a C# member may be null, as its author annotated it.</summary>
internal static class Nullability
{
    private static readonly Lock Gate = new();
    private static readonly NullabilityInfoContext Context = new();

    /// <summary>Whether a parameter may be null.</summary>
    public static bool IsNullable(ParameterInfo parameter)
    {
        lock (Gate)
        {
            return Context.Create(parameter).ReadState == NullabilityState.Nullable;
        }
    }

    /// <summary>Whether a property may be null.</summary>
    public static bool IsNullable(PropertyInfo property)
    {
        lock (Gate)
        {
            return Context.Create(property).ReadState == NullabilityState.Nullable;
        }
    }

    /// <summary>Whether a method's value may be null; its task unwrapped.</summary>
    public static bool ReturnsNull(MethodInfo method)
    {
        lock (Gate)
        {
            var info = Context.Create(method.ReturnParameter);
            return (info.GenericTypeArguments is [var inner] && method.ReturnType.Name.Contains("Task", StringComparison.Ordinal) ? inner : info).ReadState == NullabilityState.Nullable;
        }
    }
}
