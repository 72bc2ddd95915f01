using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Applications;

internal static class CorrectAtDeskOperation
{
    /// <summary>Records that a defect was corrected at the desk; no notice is needed for it.</summary>
    [Mutation, Requires(Permissions.Review)]
    public static ChecklistItem CorrectAtDesk(ChecklistItem checklistItem, TimeProvider clock)
    {
        checklistItem.CorrectAtDesk(clock.GetUtcNow());
        return checklistItem;
    }
}
