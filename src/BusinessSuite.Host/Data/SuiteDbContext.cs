using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Audit;
using BusinessSuite.Host.Evolution;
using BusinessSuite.Host.Files;
using BusinessSuite.Host.Messages;
using BusinessSuite.Host.Publishing;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Host.Data;

/// <summary>What the platform itself keeps: accounts, roles, audit trail, idempotency keys, events, counters.</summary>
internal sealed class SuiteDbContext(DbContextOptions<SuiteDbContext> options) : ModuleDbContext("suite", options), IDataProtectionKeyContext
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<RoleGrant> Grants => Set<RoleGrant>();

    public DbSet<AccountRole> AccountRoles => Set<AccountRole>();

    public DbSet<ServiceKey> ServiceKeys => Set<ServiceKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditChange> AuditChanges => Set<AuditChange>();

    public DbSet<ConfidentialRead> ConfidentialReads => Set<ConfidentialRead>();

    public DbSet<RecordDisclosure> RecordDisclosures => Set<RecordDisclosure>();

    public DbSet<PublishedDocument> PublishedDocuments => Set<PublishedDocument>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<MessageRoute> MessageRoutes => Set<MessageRoute>();

    public DbSet<MessageAttachment> MessageAttachments => Set<MessageAttachment>();

    public DbSet<MessageAttempt> MessageAttempts => Set<MessageAttempt>();

    public DbSet<PhoneTask> PhoneTasks => Set<PhoneTask>();

    public DbSet<MessageTemplate> MessageTemplates => Set<MessageTemplate>();

    public DbSet<Upload> Uploads => Set<Upload>();

    public DbSet<SchemaUsage> SchemaUsages => Set<SchemaUsage>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<AuditEntry>().Property(e => e.Inputs).HasColumnType("jsonb");
        modelBuilder.Entity<AuditChange>(e =>
        {
            e.Property(c => c.Before).HasColumnType("jsonb");
            e.Property(c => c.After).HasColumnType("jsonb");
        });
        modelBuilder.Entity<IdempotencyRecord>(e =>
        {
            e.ToTable("idempotency").HasKey(r => new { r.UserId, r.Key });
            e.HasIndex(r => r.At);
            e.Property(r => r.Key).HasMaxLength(128);
        });
        modelBuilder.Entity<EventRecord>(e =>
        {
            e.ToTable("events").HasKey(r => r.Id);
            e.Property(r => r.Data).HasColumnType("jsonb");
        });
        modelBuilder.Entity<EventPlace>(e =>
        {
            e.ToTable("event_places").HasKey(p => p.Place);
            e.Property(p => p.Place).UseIdentityAlwaysColumn();
        });
        modelBuilder.Entity<ReactionRecord>().ToTable("reactions").HasKey(r => new { r.EventId, r.Reactor });
        modelBuilder.Entity<JobRun>().ToTable("job_runs").HasKey(r => new { r.Job, r.Tick });
        modelBuilder.Entity<Counter>(e =>
        {
            e.ToTable("counters", t => t.HasCheckConstraint("ck_counters_value", "value > 0")).HasKey(c => c.Scope);
        });
        modelBuilder.Entity<AttemptCount>(e =>
        {
            e.ToTable("attempts").HasKey(a => a.Key);
            e.HasIndex(a => a.Until);
        });
        modelBuilder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        modelBuilder.Entity<Account>(e =>
        {
            e.HasIndex(a => a.NormalizedName).IsUnique().HasDatabaseName("ux_accounts_name");
            e.HasIndex(a => new { a.Issuer, a.Subject }).IsUnique().HasDatabaseName("ux_accounts_subject");
        });
        modelBuilder.Entity<StoredName>().ToTable("stored_names").HasKey(n => n.Name);
        modelBuilder.Entity<Upload>(e =>
        {
            e.Property(u => u.Level).HasDefaultValue(Confidentiality.Internal).ValueGeneratedNever();
            e.HasIndex(u => u.StoredAs).IsUnique().HasDatabaseName("ux_uploads_stored_as");
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_uploads_size", "size_bytes > 0");
                t.HasCheckConstraint("ck_uploads_hash", "coalesce(sha256, expected_sha256, repeat('0', 64)) ~ '^[0-9A-F]{64}$' and coalesce(expected_sha256, repeat('0', 64)) ~ '^[0-9A-F]{64}$'");
                t.HasCheckConstraint("ck_uploads_kept", "state not in ('STORED', 'QUARANTINED') or (sha256 is not null and sha256 = coalesce(expected_sha256, sha256) and stored_as is not null and received_at is not null)");
                t.HasCheckConstraint("ck_uploads_fault", "(fault is not null) = (state in ('REFUSED', 'QUARANTINED'))");
                t.HasCheckConstraint("ck_uploads_attached", "attached_at is null or state = 'STORED'");
            });
        });
        modelBuilder.Entity<PublishedDocument>().HasIndex(d => new { d.App, d.AppVersion, d.Hash }).IsUnique().HasDatabaseName("ux_published_documents_version");
        modelBuilder.Entity<SchemaUsage>(e =>
        {
            e.HasIndex(u => new { u.Day, u.App, u.AccountId, u.Coordinate }).IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_schema_usages_use");
            e.ToTable(t => t.HasCheckConstraint("ck_schema_usages_uses", "uses > 0"));
        });
        modelBuilder.Entity<ServedSchema>().ToTable("served_schemas").HasKey(s => s.Hash);
        modelBuilder.Entity<Role>().HasIndex(r => r.Name).IsUnique().HasDatabaseName("ux_roles_name");
        modelBuilder.Entity<RoleGrant>().HasIndex(g => new { g.RoleId, g.Permission }).IsUnique().HasDatabaseName("ux_role_grants_permission");
        modelBuilder.Entity<RecordDisclosure>().ToTable(t => t.HasCheckConstraint("ck_record_disclosures_period", "valid_until > granted_at"));
        modelBuilder.Entity<AccountRole>().HasIndex(r => new { r.AccountId, r.RoleId }).IsUnique().HasDatabaseName("ux_account_roles_role");
        OnMessages(modelBuilder);
    }

    private static void OnMessages(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Message>(e =>
        {
            e.HasIndex(m => m.Key).IsUnique().HasDatabaseName("ux_messages_key");
            // What is due, the longest due first.
            e.HasIndex(m => new { m.Status, m.DueAt });
            e.ToTable(t =>
            {
                t.HasCheckConstraint("ck_messages_delivered", "(status = 'DELIVERED') = (delivered_at is not null) and (delivered_at is null) = (delivered_by is null)");
                t.HasCheckConstraint("ck_messages_due", "(status in ('QUEUED', 'SENT')) = (due_at is not null)");
                t.HasCheckConstraint("ck_messages_closed", "closed is null or status <> 'DELIVERED'");
            });
        });
        modelBuilder.Entity<MessageRoute>().HasIndex(r => new { r.MessageId, r.Position }).IsUnique().HasDatabaseName("ux_message_routes_position");
        modelBuilder.Entity<MessageAttachment>().ToTable(t => t.HasCheckConstraint("ck_message_attachments_content", "num_nonnulls(content, reference) = 1"));
        modelBuilder.Entity<MessageAttempt>().ToTable(t => t.HasCheckConstraint("ck_message_attempts_call", "(channel = 'PHONE') = (phone_task_id is not null) and (phone_task_id is null or length(trim(reply)) > 0)"));
        modelBuilder.Entity<PhoneTask>(e =>
        {
            e.HasIndex(t => t.MessageId, "ux_phone_tasks_open").HasDatabaseName("ux_phone_tasks_open").IsUnique().HasFilter("status = 'OPEN'");
            e.HasIndex(t => t.MessageId, "ix_phone_tasks_message_id").HasDatabaseName("ix_phone_tasks_message_id");
            e.ToTable(t => t.HasCheckConstraint("ck_phone_tasks_ended", "(status = 'OPEN') = (ended_at is null)"));
        });
        modelBuilder.Entity<MessageTemplate>(e =>
        {
            e.HasIndex(t => new { t.Code, t.Language, t.Number }).IsUnique().HasDatabaseName("ux_message_templates_number");
            e.ToTable(t => t.HasCheckConstraint("ck_message_templates_text", "length(trim(subject)) > 0 and length(trim(body)) > 0"));
        });
    }
}
