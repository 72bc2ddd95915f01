using BusinessSuite.Intake.Complaints;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Rectifications;

internal static class CompleteRectificationOperation
{
    /// <summary>Says that a rectification is done, with evidence.</summary>
    /// <param name="evidence">What shows it; at most 5000 characters.</param>
    [Mutation, Requires(Permissions.Rectify)]
    public static Rectification CompleteRectification(Rectification rectification, string evidence, TimeProvider clock)
    {
        rectification.Complete(ComplaintRules.Require(evidence, "evidence", optional: true), clock.GetUtcNow());
        return rectification;
    }
}
