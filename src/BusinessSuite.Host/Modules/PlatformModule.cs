using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Modules;

/// <summary>The platform as a module, so that its accounts and audit trail are read and changed like everything else.</summary>
internal sealed class PlatformModule : IModule
{
    /// <summary>The version that modules state their host range against.</summary>
    public const string HostVersion = "0.1.0";

    public ModuleManifest Manifest { get; } = new("suite", HostVersion, "[0.1,1.0)") { Permissions = typeof(SuitePermissions) };
}

/// <summary>What may be done with the platform itself.</summary>
public static class SuitePermissions
{
    /// <summary>Read accounts and roles.</summary>
    public const string ReadAccounts = "suite.account.read";

    /// <summary>Create and change accounts, service accounts, roles and grants.</summary>
    public const string AdministerAccounts = IAccounts.Administer;

    /// <summary>Read the audit trail.</summary>
    public const string ReadAudit = "suite.audit.read";

    /// <summary>Read who needs to know which confidential records.</summary>
    public const string ReadDisclosures = "suite.disclosure.read";

    /// <summary>State that someone needs to know confidential records, and take it back.</summary>
    public const string Disclose = "suite.disclosure.administer";

    /// <summary>Be told why an account may or may not do something.</summary>
    public const string ExplainPermissions = "suite.permission.explain";

    /// <summary>Read the API's schema.</summary>
    public const string ReadSchema = "suite.schema.read";

    /// <summary>Read messages to people, their delivery log, phone tasks and templates.</summary>
    public const string ReadMessages = "suite.message.read";

    /// <summary>Write templates, send test messages, and have dead letters delivered again.</summary>
    public const string AdministerMessages = "suite.message.administer";

    /// <summary>Record the calls of phone tasks.</summary>
    public const string RecordCalls = "suite.call.record";

    /// <summary>Read which applications use what of the schema.</summary>
    public const string ReadUsage = "suite.usage.read";

    /// <summary>Publish and withdraw the GraphQL documents of apps, read them, and write documents where only published ones are taken.</summary>
    public const string PublishDocuments = "suite.document.publish";

    /// <summary>Upload files.</summary>
    public const string CreateUploads = "suite.upload.create";

    /// <summary>Read and download uploaded files: one's own and those of records that one may see; with the scope ALL every file.</summary>
    public const string ReadUploads = "suite.upload.read";

    /// <summary>Download files as they were received, without a watermark; each time is audited.</summary>
    public const string ReadOriginals = "suite.upload.original";
}
