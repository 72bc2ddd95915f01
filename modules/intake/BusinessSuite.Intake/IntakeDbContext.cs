using BusinessSuite.Intake.Anomalies;
using BusinessSuite.Intake.Applications;
using BusinessSuite.Intake.ApplicationTypes;
using BusinessSuite.Intake.Clocks;
using BusinessSuite.Intake.Complaints;
using BusinessSuite.Intake.Contacts;
using BusinessSuite.Intake.Escalations;
using BusinessSuite.Intake.Inquiries;
using BusinessSuite.Intake.Materials;
using BusinessSuite.Intake.Progress;
using BusinessSuite.Intake.Ratings;
using BusinessSuite.Intake.Rectifications;
using BusinessSuite.Intake.Reports;
using BusinessSuite.Intake.ServiceLevels;
using BusinessSuite.Intake.Tasks;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Intake;

/// <summary>The schema <c>intake</c>.</summary>
internal sealed class IntakeDbContext(DbContextOptions<IntakeDbContext> options) : ModuleDbContext("intake", options)
{
    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Inquiry> Inquiries => Set<Inquiry>();

    public DbSet<Promise> Promises => Set<Promise>();

    public DbSet<ApplicationType> ApplicationTypes => Set<ApplicationType>();

    public DbSet<TypeVersion> TypeVersions => Set<TypeVersion>();

    public DbSet<FormField> FormFields => Set<FormField>();

    public DbSet<MaterialRequirement> MaterialRequirements => Set<MaterialRequirement>();

    public DbSet<RequiredCompetence> RequiredCompetences => Set<RequiredCompetence>();

    public DbSet<Application> Applications => Set<Application>();

    public DbSet<ChecklistItem> ChecklistItems => Set<ChecklistItem>();

    public DbSet<SupplementNotice> SupplementNotices => Set<SupplementNotice>();

    public DbSet<NoticeItem> NoticeItems => Set<NoticeItem>();

    public DbSet<ReviewFault> ReviewFaults => Set<ReviewFault>();

    public DbSet<OutcomeDocument> OutcomeDocuments => Set<OutcomeDocument>();

    public DbSet<OutcomeDispatch> OutcomeDispatches => Set<OutcomeDispatch>();

    public DbSet<ResultNotice> ResultNotices => Set<ResultNotice>();

    public DbSet<MaterialReceipt> MaterialReceipts => Set<MaterialReceipt>();

    public DbSet<FiledMaterial> FiledMaterials => Set<FiledMaterial>();

    public DbSet<ProgressEntry> ProgressEntries => Set<ProgressEntry>();

    public DbSet<Reopening> Reopenings => Set<Reopening>();

    public DbSet<Handover> Handovers => Set<Handover>();

    public DbSet<ServiceLevel> ServiceLevels => Set<ServiceLevel>();

    public DbSet<PauseReason> PauseReasons => Set<PauseReason>();

    public DbSet<EscalationStep> EscalationSteps => Set<EscalationStep>();

    public DbSet<ServiceClock> ServiceClocks => Set<ServiceClock>();

    public DbSet<ClockSegment> ClockSegments => Set<ClockSegment>();

    public DbSet<Rerating> Reratings => Set<Rerating>();

    public DbSet<Escalation> Escalations => Set<Escalation>();

    public DbSet<Anomaly> Anomalies => Set<Anomaly>();

    public DbSet<WorkTask> Tasks => Set<WorkTask>();

    public DbSet<QualityCriterion> QualityCriteria => Set<QualityCriterion>();

    public DbSet<TaskChange> TaskChanges => Set<TaskChange>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<ConflictOfInterest> ConflictsOfInterest => Set<ConflictOfInterest>();

    public DbSet<Rating> Ratings => Set<Rating>();

    public DbSet<Complaint> Complaints => Set<Complaint>();

    public DbSet<ComplaintEntry> ComplaintEntries => Set<ComplaintEntry>();

    public DbSet<ComplaintNotice> ComplaintNotices => Set<ComplaintNotice>();

    public DbSet<ComplaintDelay> ComplaintDelays => Set<ComplaintDelay>();

    public DbSet<ComplaintForwarding> ComplaintForwardings => Set<ComplaintForwarding>();

    public DbSet<Rectification> Rectifications => Set<Rectification>();

    public DbSet<ReportPlan> ReportPlans => Set<ReportPlan>();

    public DbSet<ProgressReport> ProgressReports => Set<ProgressReport>();

    public DbSet<ReportFigure> ReportFigures => Set<ReportFigure>();

    public DbSet<ReportCase> ReportCases => Set<ReportCase>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ServiceModel.Configure(modelBuilder);
        ReportModel.Configure(modelBuilder);
        modelBuilder.Entity<Contact>(e =>
        {
            e.HasIndex(c => c.Phone, "ux_contacts_phone").HasDatabaseName("ux_contacts_phone").IsUnique().HasFilter("merged_into_id is null");
            e.HasIndex(c => c.Email, "ux_contacts_email").HasDatabaseName("ux_contacts_email").IsUnique().HasFilter("merged_into_id is null");
            e.HasIndex(c => c.Phone, "ix_contacts_phone").HasDatabaseName("ix_contacts_phone");
            e.HasIndex(c => c.Email, "ix_contacts_email").HasDatabaseName("ix_contacts_email");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_contacts_reachable", "phone is not null or email is not null");
                t.HasCheckConstraint("ck_contacts_merge", "merged_into_id <> id");
                t.HasCheckConstraint("ck_contacts_channels", "array_to_string(channels, ',') ~ '^([A-Z_]{1,32}(,[A-Z_]{1,32})*)?$'");
            });
        });
        modelBuilder.Entity<Inquiry>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_inquiries_promise", "handling <> 'PROMISED' or (contact_id is not null and length(trim(question)) > 0)");
            t.HasCheckConstraint("ck_inquiries_answer", "(answered_at is null) = (answer is null) and (handling <> 'ANSWERED_NOW' or answer is not null)");
        });
        modelBuilder.Entity<Promise>(e =>
        {
            e.HasIndex(p => new { p.InquiryId, p.Ordinal }).IsUnique().HasDatabaseName("ux_promises_ordinal");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_promises_reason", "ordinal = 1 or length(trim(reason)) > 0");
                t.HasCheckConstraint("ck_promises_ahead", "promised_at > made_at");
            });
        });
        modelBuilder.Entity<ApplicationType>(e =>
        {
            e.HasIndex(t => t.Code).IsUnique().HasDatabaseName("ux_application_types_code");
            e.ToTable(t => t.HasCheckConstraint("ck_application_types_name", "length(trim(name)) > 0"));
        });
        modelBuilder.Entity<TypeVersion>(e =>
        {
            e.HasIndex(v => new { v.TypeId, v.Number }).IsUnique().HasDatabaseName("ux_type_versions_number");
            e.HasIndex(v => v.TypeId, "ux_type_versions_published").HasDatabaseName("ux_type_versions_published").IsUnique().HasFilter("status = 'PUBLISHED'");
            e.HasIndex(v => v.TypeId, "ix_type_versions_type_id").HasDatabaseName("ix_type_versions_type_id");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_type_versions_days", "notice_within_days between 1 and 365");
                // One that is no longer in use stays as it was.
                t.HasCheckConstraint("ck_type_versions_time", "status = 'RETIRED' or (processing_time > interval '0' and processing_time <= interval '2000 days')");
            });
        });
        modelBuilder.Entity<FormField>(e =>
        {
            e.ToTable(t => t.HasCheckConstraint("ck_form_fields_choices", "kind <> 'CHOICE' or length(trim(array_to_string(choices, ''))) > 0"));
        });
        modelBuilder.Entity<MaterialRequirement>(e =>
        {
            e.Property(r => r.Level).HasDefaultValue(Confidentiality.Internal).ValueGeneratedNever();
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_material_requirements_count", "count > 0 and (valid_days is null or valid_days between 1 and 36500)");
                t.HasCheckConstraint("ck_material_requirements_level", "level <> 'PUBLIC'");
            });
        });
        modelBuilder.Entity<RequiredCompetence>(e =>
        {
            e.HasIndex(c => new { c.TypeVersionId, c.CompetenceId }).IsUnique().HasDatabaseName("ux_required_competences_competence");
            e.ToTable(t => t.HasCheckConstraint("ck_required_competences_level", "least_level between 1 and 5"));
        });
        modelBuilder.Entity<Application>(e =>
        {
            e.Property(a => a.Answers).HasColumnType("jsonb");
            e.Property(a => a.SecretAnswers).HasColumnType("jsonb");
            e.Property(a => a.EndedLate).HasComputedColumnSql("coalesce(ended_at > planned_end_at, false)", stored: true);
            // The list that everyone works from: by status, the newest first.
            e.HasIndex(a => new { a.Status, a.ReceivedAt, a.Id });
            e.HasIndex(a => a.Number, "ux_applications_number").HasDatabaseName("ux_applications_number").IsUnique();
            e.HasIndex(a => a.ExternalId, "ux_applications_external").HasDatabaseName("ux_applications_external").IsUnique();
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_applications_number", "number is not null or external_id is not null or status in ('RECEIVED', 'SUPPLEMENT_REQUESTED', 'NOT_ACCEPTED', 'CANCELLED')");
                t.HasCheckConstraint("ck_applications_ended", "(ended_at is not null) = (status in ('NOT_ACCEPTED', 'CLOSED', 'CANCELLED'))");
            });
        });
        modelBuilder.Entity<ChecklistItem>(e =>
        {
            e.Property(i => i.Applies).HasDefaultValue(true).ValueGeneratedNever();
            e.HasIndex(i => new { i.ApplicationId, i.RequirementId }).IsUnique().HasDatabaseName("ux_checklist_items_requirement");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_checklist_items_reason", "verdict <> 'DEFECTIVE' or coalesce(length(trim(reason)), 0) > 0");
                t.HasCheckConstraint("ck_checklist_items_asked", "applies or verdict = 'NOT_APPLICABLE'");
                t.HasCheckConstraint("ck_checklist_items_waived", "not applies or verdict <> 'NOT_APPLICABLE' or coalesce(length(trim(reason)), 0) > 0");
                // A day may have begun where the office is before it does in UTC.
                t.HasCheckConstraint("ck_checklist_items_issued", "issued_on <= (greatest(judged_at, corrected_at) at time zone 'UTC')::date + 1");
            });
        });
        modelBuilder.Entity<SupplementNotice>(e =>
        {
            e.HasIndex(n => n.ApplicationId, "ux_supplement_notices_open").HasDatabaseName("ux_supplement_notices_open").IsUnique().HasFilter("closed_at is null");
            e.HasIndex(n => n.ApplicationId, "ix_supplement_notices_application_id").HasDatabaseName("ix_supplement_notices_application_id");
        });
        modelBuilder.Entity<OutcomeDocument>().HasIndex(d => d.Number, "ux_outcome_documents_number").HasDatabaseName("ux_outcome_documents_number").IsUnique();
        modelBuilder.Entity<OutcomeDispatch>().ToTable(t => t.HasCheckConstraint("ck_outcome_dispatches_addressed", "length(trim(channel)) > 0 and length(trim(recipient)) > 0"));
        modelBuilder.Entity<ResultNotice>(e =>
        {
            e.HasIndex(n => n.ApplicationId, "ux_result_notices_pending").HasDatabaseName("ux_result_notices_pending").IsUnique().HasFilter("status = 'PENDING'");
            e.HasIndex(n => n.ApplicationId, "ix_result_notices_application_id").HasDatabaseName("ix_result_notices_application_id");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_result_notices_told", "length(trim(channel)) > 0 and length(trim(recipient)) > 0 and length(trim(text)) > 0");
                t.HasCheckConstraint("ck_result_notices_delivered", "(status = 'DELIVERED') = (delivered_at is not null)");
            });
        });
        modelBuilder.Entity<MaterialReceipt>().HasIndex(d => d.Number, "ux_material_receipts_number").HasDatabaseName("ux_material_receipts_number").IsUnique();
        modelBuilder.Entity<FiledMaterial>(e =>
        {
            e.Property(m => m.Level).HasDefaultValue(Confidentiality.Internal).ValueGeneratedNever();
            e.HasIndex(m => new { m.ApplicationId, m.Name, m.Edition }).IsUnique().HasDatabaseName("ux_filed_materials_edition");
            e.HasIndex(m => m.UploadId).IsUnique().HasDatabaseName("ux_filed_materials_upload");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_filed_materials_hash", "sha256 ~ '^[0-9A-F]{64}$'");
                t.HasCheckConstraint("ck_filed_materials_pages", "pages > 0 and size_bytes > 0");
                t.HasCheckConstraint("ck_filed_materials_level", "level <> 'PUBLIC'");
            });
        });
        modelBuilder.Entity<WorkTask>(e =>
        {
            e.ToTable("tasks", t =>
            {
                t.HasCheckConstraint("ck_tasks_due", "status in ('OPEN', 'CANCELLED') or historical or (due_at is not null and assignee_id is not null)");
                t.HasCheckConstraint("ck_tasks_completed", "(completed_at is not null) = (status = 'COMPLETED')");
                t.HasCheckConstraint("ck_tasks_ahead", "due_at > planned_at");
            });
            // The board counts along this alone, and the search for what is overdue goes along it.
            e.HasIndex(t => new { t.DueAt, t.ApplicationId }, "ix_tasks_undone").HasDatabaseName("ix_tasks_undone").HasFilter("status in ('OPEN', 'ASSIGNED')")
                .IncludeProperties(t => new { t.AssigneeId, t.Status });
            e.HasIndex(t => t.UntoldSince).HasDatabaseName("ix_tasks_untold").HasFilter("untold_since is not null");
            e.HasIndex(t => t.ApplicationId, "ix_tasks_moved").HasDatabaseName("ix_tasks_moved").HasFilter("owner_changes > 0").IncludeProperties(t => t.OwnerChanges);
            e.HasIndex(t => new { t.AssigneeId, t.ApplicationId }, "ix_tasks_at_hand").HasDatabaseName("ix_tasks_at_hand").HasFilter("status = 'ASSIGNED'");
            e.HasIndex(t => t.WaitsSince).HasDatabaseName("ix_tasks_waiting").HasFilter("waits_since is not null");
            e.HasIndex(t => t.ExternalId, "ux_tasks_external").HasDatabaseName("ux_tasks_external").IsUnique();
        });
        modelBuilder.Entity<QualityCriterion>().ToTable(t => t.HasCheckConstraint("ck_quality_criteria_measure", "length(trim(demand)) > 0 and length(trim(measure)) > 0 and (met is null) = (evidence is null)"));
        modelBuilder.Entity<TaskChange>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_task_changes_reason", "length(trim(reason)) > 0");
            t.HasCheckConstraint("ck_task_changes_ahead", "due_after > at");
        });
        modelBuilder.Entity<Assignment>().Property(a => a.Explanation).HasColumnType("jsonb");
        modelBuilder.Entity<Rating>(e =>
        {
            e.HasIndex(r => r.TokenKey, "ux_ratings_token_key").HasDatabaseName("ux_ratings_token_key").IsUnique();
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_ratings_score", "score between 1 and 5 and (score is null) = (rated_at is null)");
                t.HasCheckConstraint("ck_ratings_in_time", "rated_at <= open_until");
                t.HasCheckConstraint("ck_ratings_about", "application_id is not null or complaint_id is not null");
            });
        });
        modelBuilder.Entity<Complaint>(e =>
        {
            e.Property(c => c.Level).HasDefaultValue(Confidentiality.Internal).ValueGeneratedNever();
            e.HasIndex(c => c.Number, "ux_complaints_number").HasDatabaseName("ux_complaints_number").IsUnique();
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_complaints_said", "length(trim(description)) > 0 and (length(trim(remedy_sought)) > 0 or (remedy_sought is null and caused_by_id is not null))");
                t.HasCheckConstraint("ck_complaints_impartial", "about_id is null or (handler_id is distinct from about_id and investigator_id is distinct from about_id)");
                t.HasCheckConstraint("ck_complaints_department", "department_id is not null or status in ('RECEIVED', 'ACKNOWLEDGED')");
                t.HasCheckConstraint("ck_complaints_level", "level <> 'PUBLIC'");
                t.HasCheckConstraint("ck_complaints_terms", "(respond_by is null) = (status in ('RECEIVED', 'ACKNOWLEDGED')) and (assess_by is not null) = (status in ('ACKNOWLEDGED', 'CONTESTED'))");
                t.HasCheckConstraint("ck_complaints_closed", "(closed_at is not null) = (status = 'CLOSED')");
            });
        });
        modelBuilder.Entity<ComplaintNotice>().ToTable(t =>
        {
            t.HasCheckConstraint("ck_complaint_notices_told", "length(trim(channel)) > 0 and length(trim(recipient)) > 0 and length(trim(text)) > 0");
            t.HasCheckConstraint("ck_complaint_notices_delivered", "(status = 'DELIVERED') = (delivered_at is not null)");
        });
        modelBuilder.Entity<ComplaintDelay>().HasIndex(d => new { d.ComplaintId, d.Duty, d.Due }).IsUnique().HasDatabaseName("ux_complaint_delays_term");
        modelBuilder.Entity<ComplaintForwarding>(e =>
        {
            e.HasIndex(f => f.ComplaintId, "ux_complaint_forwardings_open").HasDatabaseName("ux_complaint_forwardings_open").IsUnique().HasFilter("answered_at is null");
            e.HasIndex(f => f.ComplaintId, "ix_complaint_forwardings_complaint_id").HasDatabaseName("ix_complaint_forwardings_complaint_id");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_complaint_forwardings_term", "answer_by > forwarded_at");
                t.HasCheckConstraint("ck_complaint_forwardings_answer", "(answer is null) = (answered_at is null) and (answer is null or length(trim(answer)) > 0)");
            });
        });
        modelBuilder.Entity<Rectification>(e =>
        {
            e.Property(r => r.Level).HasDefaultValue(Confidentiality.Internal).ValueGeneratedNever();
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_rectifications_measure", "length(trim(measure)) > 0");
                t.HasCheckConstraint("ck_rectifications_done", "status in ('PLANNED', 'WITHDRAWN') or (done_at is not null and evidence is not null and length(trim(evidence)) > 0)");
                t.HasCheckConstraint("ck_rectifications_verified", "(status = 'VERIFIED') = (verified_at is not null) and (verified_at is null) = (verified_by_id is null)");
                t.HasCheckConstraint("ck_rectifications_withdrawn", "(status = 'WITHDRAWN') = (withdrawn_at is not null) and (withdrawn_at is null) = (withdrawn_by_id is null) and (status <> 'WITHDRAWN' or coalesce(length(trim(finding)), 0) > 0)");
                t.HasCheckConstraint("ck_rectifications_verifier", "verified_by_id <> owner_id and withdrawn_by_id <> owner_id");
            });
        });
        modelBuilder.Entity<ConflictOfInterest>(e =>
        {
            e.HasIndex(c => new { c.EmployeeId, c.ContactId }).IsUnique().HasDatabaseName("ux_conflicts_of_interest_pair").HasFilter("withdrawn_at is null");
            e.ToTable(t => t.HasCheckConstraint(
                "ck_conflicts_of_interest_withdrawn", "(withdrawn_at is null) = (withdrawal_reason is null) and length(trim(withdrawal_reason)) > 0"));
        });
    }
}
