using BusinessSuite.Testing;

namespace BusinessSuite.Intake.Tests.Secrets;

/// <summary>An office where some are cleared for secrets.</summary>
public sealed class SecretWorld : FeedbackWorld
{
    /// <summary>Someone who may do with applications, complaints and files what there is to do in his departments, with his employee.</summary>
    public async Task<(Client Client, string Employee)> Officer(string? department = null, string scope = "DEPARTMENT")
    {
        var employee = await NewEmployee(department);
        string[] may =
        [
            "intake.application.read", "intake.application.receive", "intake.feedback.read", "intake.complaint.record", "intake.complaint.handle", "intake.complaint.answer", "organization.structure.read",
        ];
        var client = await Person([.. may.Select(p => (p, scope)), ("suite.upload.read", "OWN"), ("suite.upload.create", "OWN"), ("intake.contact.read", "ALL")], employee);
        return (client, employee);
    }

    /// <summary>Binds someone by an agreement and clears him.</summary>
    /// <returns>The agreement.</returns>
    public async Task<string> Clear(string employee)
    {
        var agreement = await Make("recordConfidentialityAgreement", new { employeeId = employee, document = "NDA", signedOn = "2026-01-01" }, "confidentialityAgreement");
        await Make("grantClearance", new { employeeId = employee, level = "SECRET", reason = "duties", validFrom = "2026-01-01" }, "clearance");
        Forget();
        return agreement;
    }

    /// <summary>What was read of secret records of a type by someone: the fields of each reading.</summary>
    public async Task<string[]> Readings(string type, string employee) => (string[])(await AsOwner($"""
        select coalesce(array_agg(r.level || ' ' || array_to_string(r.fields, ',') order by r.id), {"'{}'"}) from suite.confidential_reads r join organization.employees e on e.account_id = r.account_id
        where r.record_id is not null and r.record_type = '{type}' and e.id = '{Key(employee)}'
        """))!;

    /// <summary>The key in an id.</summary>
    public static string Key(string id) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(id)).Split(':')[2];
}
