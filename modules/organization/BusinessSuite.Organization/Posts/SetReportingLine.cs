using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class SetReportingLineOperation
{
    /// <summary>Says which post another one reports to.</summary>
    /// <param name="reportsTo">The post above; none at the top.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static Post SetReportingLine(Post post, Post? reportsTo = null)
    {
        post.ReportsToId = reportsTo?.Id;
        return post;
    }
}
