using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.StaffChanges;

internal static class RetireChecklistStepOperation
{
    /// <summary>Takes a line off the checklists that begin from now on.</summary>
    [Mutation, Requires(Permissions.AdministerStaffChanges)]
    public static ChecklistStep RetireChecklistStep(ChecklistStep checklistStep, Caller caller, TimeProvider clock)
    {
        caller.RequireEverywhere(Permissions.AdministerStaffChanges);
        checklistStep.RetiredAt ??= clock.GetUtcNow();
        return checklistStep;
    }
}
