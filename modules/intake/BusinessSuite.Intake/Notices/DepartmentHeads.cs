using BusinessSuite.Organization.Contracts;
using BusinessSuite.Sdk;

namespace BusinessSuite.Intake.Notices;

/// <summary>Finds who is told of what comes to a department.</summary>
[Provides]
internal sealed class DepartmentHeads(ISuperiors superiors)
{
    /// <summary>The department's head, or else the next one up: whoever is there and is not that employee; null when nobody is.</summary>
    public async Task<Guid?> Of(Guid department, Guid? except, DateTimeOffset at, CancellationToken ct)
    {
        if (!(await superiors.Heads([department], at, ct)).TryGetValue(department, out var head))
        {
            return null;
        }

        var up = (await superiors.Above([head], at, ct))[head];
        return up.Where(s => s.EmployeeId != except && s.PresentId != except).Select(s => s.PresentId).FirstOrDefault(p => p is not null);
    }
}
