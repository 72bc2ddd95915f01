using BusinessSuite.Organization.Departments;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Posts;

internal static class CreatePostOperation
{
    /// <summary>Makes a post in a department. A post that brings roles is made by who may give roles to accounts too.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="title">The title.</param>
    /// <param name="validFrom">The first day.</param>
    /// <param name="reportsTo">The post above.</param>
    /// <param name="isHead">Whether its holder heads the department.</param>
    /// <param name="limit">Up to which amount its holder may sign.</param>
    /// <param name="roles">The names of the roles that come with it.</param>
    [Mutation, Requires(Permissions.AdministerStructure)]
    public static Post CreatePost(
        Department department, string code, string title, DateOnly validFrom, OrganizationDbContext db, Caller caller, Post? reportsTo = null, bool isHead = false,
        Money? limit = null, IReadOnlyList<string>? roles = null)
    {
        RequireRoles(caller, roles);
        var post = new Post
        {
            DepartmentId = department.Id,
            Code = code,
            Title = title,
            ValidFrom = validFrom,
            IsHead = isHead,
            Limit = limit,
            Roles = [.. roles ?? []],
        };
        db.Add(post);
        db.Add(new PostVersion { PostId = post.Id, Title = title, IsHead = isHead, Limit = limit, Roles = [.. post.Roles], ValidFrom = validFrom });
        if (reportsTo is not null)
        {
            db.Add(new ReportingLine { PostId = post.Id, AboveId = reportsTo.Id, ValidFrom = validFrom });
        }

        return post;
    }

    /// <summary>Refuses roles to who may not give them otherwise: whoever gets the post gets them.</summary>
    public static void RequireRoles(Caller caller, IReadOnlyList<string>? roles)
    {
        if (roles?.Count > 0 && !caller.May(IAccounts.Administer))
        {
            throw new RuleViolation(OrganizationRules.RolesNotYours) { Field = ["roles"] };
        }
    }
}
