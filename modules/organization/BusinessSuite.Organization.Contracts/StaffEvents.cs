using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Contracts;

/// <summary>An employee's joining, moving or leaving took effect.</summary>
/// <param name="StaffChangeId">The staff change.</param>
/// <param name="EmployeeId">Who.</param>
/// <param name="Kind">JOINING, MOVING or LEAVING.</param>
/// <param name="EffectiveOn">The first day of the new; of who leaves, the first day after.</param>
public sealed record StaffChangeCompleted(Guid StaffChangeId, Guid EmployeeId, string Kind, DateOnly EffectiveOn) : IEvent;
