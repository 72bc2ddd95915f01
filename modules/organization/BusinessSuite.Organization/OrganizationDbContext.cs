using BusinessSuite.Organization.Absences;
using BusinessSuite.Organization.Attendance;
using BusinessSuite.Organization.Authority;
using BusinessSuite.Organization.Calendars;
using BusinessSuite.Organization.Clearances;
using BusinessSuite.Organization.Competences;
using BusinessSuite.Organization.Custody;
using BusinessSuite.Organization.Departments;
using BusinessSuite.Organization.Discipline;
using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Leaves;
using BusinessSuite.Organization.Overtime;
using BusinessSuite.Organization.Policies;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Organization.Shifts;
using BusinessSuite.Organization.StaffChanges;
using BusinessSuite.Organization.Teams;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization;

/// <summary>The schema <c>organization</c>.</summary>
internal sealed class OrganizationDbContext(DbContextOptions<OrganizationDbContext> options) : ModuleDbContext("organization", options)
{
    public DbSet<WorkCalendar> WorkCalendars => Set<WorkCalendar>();

    public DbSet<CalendarHours> CalendarHours => Set<CalendarHours>();

    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    public DbSet<Department> Departments => Set<Department>();

    public DbSet<DepartmentPlacement> DepartmentPlacements => Set<DepartmentPlacement>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<ReportingLine> ReportingLines => Set<ReportingLine>();

    public DbSet<PostVersion> PostVersions => Set<PostVersion>();

    public DbSet<PostHolding> PostHoldings => Set<PostHolding>();

    public DbSet<Duty> Duties => Set<Duty>();

    public DbSet<PostDuty> PostDuties => Set<PostDuty>();

    public DbSet<Employee> Employees => Set<Employee>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<Signature> Signatures => Set<Signature>();

    public DbSet<Clearance> Clearances => Set<Clearance>();

    public DbSet<ConfidentialityAgreement> ConfidentialityAgreements => Set<ConfidentialityAgreement>();

    public DbSet<Competence> Competences => Set<Competence>();

    public DbSet<EmployeeCompetence> EmployeeCompetences => Set<EmployeeCompetence>();

    public DbSet<PenaltyScale> PenaltyScales => Set<PenaltyScale>();

    public DbSet<Penalty> Penalties => Set<Penalty>();

    public DbSet<DisciplineCase> DisciplineCases => Set<DisciplineCase>();

    public DbSet<Policy> Policies => Set<Policy>();

    public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();

    public DbSet<PolicyClause> PolicyClauses => Set<PolicyClause>();

    public DbSet<Acknowledgement> Acknowledgements => Set<Acknowledgement>();

    public DbSet<ChecklistStep> ChecklistSteps => Set<ChecklistStep>();

    public DbSet<StaffChange> StaffChanges => Set<StaffChange>();

    public DbSet<StaffChangeItem> StaffChangeItems => Set<StaffChangeItem>();

    public DbSet<CustodyItem> CustodyItems => Set<CustodyItem>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();

    public DbSet<Shift> Shifts => Set<Shift>();

    public DbSet<ShiftVersion> ShiftVersions => Set<ShiftVersion>();

    public DbSet<RosterEntry> RosterEntries => Set<RosterEntry>();

    public DbSet<TimePolicy> TimePolicies => Set<TimePolicy>();

    public DbSet<OvertimeRequest> OvertimeRequests => Set<OvertimeRequest>();

    public DbSet<LeaveType> LeaveTypes => Set<LeaveType>();

    public DbSet<LeaveRule> LeaveRules => Set<LeaveRule>();

    public DbSet<LeaveGrantStep> LeaveGrantSteps => Set<LeaveGrantStep>();

    public DbSet<LeaveRequest> LeaveRequests => Set<LeaveRequest>();

    public DbSet<LeaveEntry> LeaveEntries => Set<LeaveEntry>();

    public DbSet<LeaveBlock> LeaveBlocks => Set<LeaveBlock>();

    public DbSet<ServicePeriod> ServicePeriods => Set<ServicePeriod>();

    public DbSet<ClockEvent> ClockEvents => Set<ClockEvent>();

    public DbSet<AttendanceCorrection> AttendanceCorrections => Set<AttendanceCorrection>();

    public DbSet<AttendanceDay> AttendanceDays => Set<AttendanceDay>();

    public DbSet<AttendanceMonth> AttendanceMonths => Set<AttendanceMonth>();

    public DbSet<AttendanceFigure> AttendanceFigures => Set<AttendanceFigure>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<WorkCalendar>(e =>
        {
            e.HasIndex(c => c.Code).IsUnique().HasDatabaseName("ux_work_calendars_code");
            e.HasIndex(c => c.IsDefault).IsUnique().HasFilter("is_default").HasDatabaseName("ux_work_calendars_default");
        });
        modelBuilder.Entity<CalendarHours>(e => e.ToTable("calendar_hours", t =>
        {
            t.HasCheckConstraint("ck_calendar_hours_order", "\"end\" > start or \"end\" = '00:00'");
            t.HasCheckConstraint("ck_calendar_hours_of", "(weekday is null) <> (day_id is null)");
            t.HasCheckConstraint("ck_calendar_hours_period", "valid_until > valid_from and (weekday is not null or num_nonnulls(valid_from, valid_until) = 0)");
        }));
        modelBuilder.Entity<CalendarDay>(e =>
        {
            e.HasIndex(d => new { d.CalendarId, d.Day }).IsUnique().HasDatabaseName("ux_calendar_days_day");
            e.ToTable(t => t.HasCheckConstraint("ck_calendar_days_statutory", "not statutory or kind = 'HOLIDAY'"));
        });
        modelBuilder.Entity<Department>().HasIndex(d => d.Code).IsUnique().HasDatabaseName("ux_departments_code");
        modelBuilder.Entity<DepartmentPlacement>().ToTable(t => t.HasCheckConstraint("ck_department_placements_period", "valid_until > valid_from"));
        modelBuilder.Entity<Post>(e =>
        {
            e.HasIndex(p => p.Code).IsUnique().HasDatabaseName("ux_posts_code");
            e.ComplexProperty(p => p.Limit);
            e.ToTable(t => t.HasCheckConstraint("ck_posts_period", "valid_until > valid_from"));
        });
        modelBuilder.Entity<PostVersion>(e =>
        {
            e.ComplexProperty(v => v.Limit);
            e.ToTable(t => t.HasCheckConstraint("ck_post_versions_period", "valid_until > valid_from"));
        });
        modelBuilder.Entity<ReportingLine>().ToTable(t => t.HasCheckConstraint("ck_reporting_lines_period", "valid_until > valid_from"));
        modelBuilder.Entity<PostHolding>().ToTable(t => t.HasCheckConstraint("ck_post_holdings_period", "valid_until > valid_from"));
        modelBuilder.Entity<Duty>().HasIndex(d => d.Code).IsUnique().HasDatabaseName("ux_duties_code");
        modelBuilder.Entity<PostDuty>().ToTable(t => t.HasCheckConstraint("ck_post_duties_period", "valid_until > valid_from"));
        modelBuilder.Entity<Employee>(e =>
        {
            e.HasIndex(x => x.Number).IsUnique().HasDatabaseName("ux_employees_number");
            e.HasIndex(x => x.AccountId).IsUnique().HasDatabaseName("ux_employees_account");
        });
        modelBuilder.Entity<Delegation>(e =>
        {
            e.ComplexProperty(d => d.Limit);
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_delegations_self", "from_id <> to_id");
                t.HasCheckConstraint("ck_delegations_period", "valid_until > valid_from");
            });
        });
        modelBuilder.Entity<Absence>(e =>
        {
            e.HasIndex(a => a.LeaveRequestId).IsUnique().HasDatabaseName("ux_absences_leave");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_absences_deputy", "deputy_id <> employee_id");
                t.HasCheckConstraint("ck_absences_period", "until > \"from\"");
            });
        });
        modelBuilder.Entity<Team>().HasIndex(t => t.Code).IsUnique().HasDatabaseName("ux_teams_code");
        modelBuilder.Entity<TeamMember>().HasIndex(m => new { m.TeamId, m.EmployeeId }).IsUnique().HasDatabaseName("ux_team_members_member");
        modelBuilder.OfSignatures();
        modelBuilder.OfCompetences();
        modelBuilder.OfClearances();
        modelBuilder.OfPolicies();
        modelBuilder.OfStaffChanges();
        modelBuilder.OfDiscipline();
        modelBuilder.OfTime();
    }
}
