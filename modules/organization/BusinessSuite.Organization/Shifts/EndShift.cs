using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Shifts;

internal static class EndShiftOperation
{
    /// <summary>Takes an employee off a shift from a day on. Days between rosters are off; leave and overtime ahead are judged anew.</summary>
    /// <param name="on">The first day on which the shift is not worked any more; after its first one, and before the end that it has.</param>
    [Mutation, Requires(Permissions.AdministerTime)]
    public static RosterEntry EndShift(RosterEntry rosterEntry, DateOnly on)
    {
        Period.Check(rosterEntry.ValidFrom, on);
        rosterEntry.End(on);
        return rosterEntry;
    }
}
