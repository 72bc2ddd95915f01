using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Contracts;

/// <summary>Stands for an employee (员工) in relations of other modules.</summary>
[NodeType("Employee")]
public sealed class EmployeeRef;

/// <summary>Stands for a department (部门) in relations of other modules.</summary>
[NodeType("Department")]
public sealed class DepartmentRef;

/// <summary>Stands for a team (小组) in relations of other modules.</summary>
[NodeType("Team")]
public sealed class TeamRef;

/// <summary>Stands for a competence (胜任能力) in relations of other modules.</summary>
[NodeType("Competence")]
public sealed class CompetenceRef;
