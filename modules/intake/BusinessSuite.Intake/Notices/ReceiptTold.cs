using BusinessSuite.Intake.Progress;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>What tells a customer which materials were taken in.</summary>
/// <param name="Customer">The customer's name.</param>
/// <param name="Receipt">The number of the receipt.</param>
/// <param name="Materials">What it lists, without secret materials.</param>
/// <param name="Secret">How many secret materials it lists too; they are read with the tracking secret.</param>
internal sealed record ReceiptTold(string Customer, string Receipt, IReadOnlyList<TrackedMaterial> Materials, int Secret) : IMessageData<ReceiptTold>
{
    public static string Template => "intake.receipt";

    public static ReceiptTold Sample { get; } = new(
        "Zhang San", "REC-2026-000001", [new("plan.pdf", 3, "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08")], 1);
}
