namespace BusinessSuite.Host.Http;

/// <summary>What endpoints beside GraphQL answer when they refuse: problem details (RFC 9457) with the code by which programs tell refusals apart.</summary>
internal static class Problems
{
    /// <summary>A refusal.</summary>
    /// <param name="title">What was asked of: the endpoint.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code.</param>
    /// <param name="detail">What is wrong, for people.</param>
    public static IResult Of(string title, int status, string code, string detail) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: new Dictionary<string, object?> { ["code"] = code });
}
