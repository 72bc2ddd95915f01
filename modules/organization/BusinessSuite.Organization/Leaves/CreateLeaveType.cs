using BusinessSuite.Organization.Absences;
using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Leaves;

internal static class CreateLeaveTypeOperation
{
    /// <summary>Names a type of leave; setLeaveRule gives it its rule. It holds for everyone: the permission must reach everywhere.</summary>
    /// <param name="code">The code, unique.</param>
    /// <param name="name">The name.</param>
    /// <param name="unit">In what portions it is taken, and what its ledger counts.</param>
    /// <param name="absence">What kind of absence it is.</param>
    [Mutation, Requires(Permissions.AdministerLeave)]
    public static LeaveType CreateLeaveType(string code, string name, LeaveUnit unit, Caller caller, AbsenceKind absence = AbsenceKind.Leave)
    {
        caller.RequireEverywhere(Permissions.AdministerLeave);
        return new() { Code = code, Name = name, Unit = unit, Absence = absence };
    }
}
