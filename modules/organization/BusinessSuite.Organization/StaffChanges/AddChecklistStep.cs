using BusinessSuite.Organization.Posts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.StaffChanges;

internal static class AddChecklistStepOperation
{
    /// <summary>Puts a line on the checklists of joiners, movers or leavers that begin from now on.</summary>
    /// <param name="kind">Whose checklists.</param>
    /// <param name="title">What is to be done.</param>
    /// <param name="post">The post that it is for; all posts unless given.</param>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static ChecklistStep AddChecklistStep(StaffChangeKind kind, string title, Caller caller, Post? post = null)
    {
        caller.RequireEverywhere(Permissions.AdministerStaffChanges);
        return new() { Kind = kind, Title = title, PostId = post?.Id };
    }
}
