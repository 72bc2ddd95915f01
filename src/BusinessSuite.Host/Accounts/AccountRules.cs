using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Accounts;

/// <summary>The rules of accounts.</summary>
internal static class AccountRules
{
    public static readonly Rule NameTaken = new("ACCOUNT_NAME_TAKEN", new("An account of this name exists.", "该账户名已存在。"), Constraint: "ux_accounts_name");

    public static readonly Rule RoleTaken = new("ROLE_NAME_TAKEN", new("A role of this name exists.", "该角色名已存在。"), Constraint: "ux_roles_name");

    public static readonly Rule Name = new("ACCOUNT_NAME_INVALID", new("A name has 2 to 64 characters and no spaces.", "名称须为 2 至 64 个字符，且不含空格。"));

    public static readonly Rule UnknownPermission = new("PERMISSION_UNKNOWN", new("No installed module declares the permission {0}.", "没有已安装的模块声明权限 {0}。"));

    public static readonly Rule LastAdministrator = new("LAST_ADMINISTRATOR", new("This is the last administrator who can sign in.", "这是最后一个可登录的管理员。"));

    public static readonly Rule NotService = new("NOT_A_SERVICE_ACCOUNT", new("Only service accounts have keys.", "只有服务账户可以拥有密钥。"));

    public static readonly Rule NotPerson = new("NOT_A_PERSON", new("Service accounts have no password.", "服务账户没有密码。"));

    public static readonly Rule OwnDisclosure = new("OWN_DISCLOSURE", new("Nobody states for himself that he needs to know.", "不能为本人授予知悉权限。"), "3.1.2");

    public static readonly Rule NotConfidential = new("NOT_CONFIDENTIAL", new("Nothing of this type is confidential.", "该类型没有保密内容。"), "3.1.2");
}
