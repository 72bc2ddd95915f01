using BusinessSuite.Sdk;

namespace BusinessSuite.Organization;

/// <summary>The rules of the structure, of people and of authority.</summary>
internal static class OrganizationRules
{
    public static readonly Rule CodeTaken = new("DEPARTMENT_CODE_TAKEN", new("A department of this code exists.", "该部门代码已存在。"), Constraint: "ux_departments_code");

    public static readonly Rule PostCodeTaken = new("POST_CODE_TAKEN", new("A post of this code exists.", "该岗位代码已存在。"), Constraint: "ux_posts_code");

    public static readonly Rule DutyCodeTaken = new("DUTY_CODE_TAKEN", new("A duty of this code exists.", "该职责代码已存在。"), Constraint: "ux_duties_code");

    public static readonly Rule TeamCodeTaken = new("TEAM_CODE_TAKEN", new("A team of this code exists.", "该小组代码已存在。"), Constraint: "ux_teams_code");

    public static readonly Rule NumberTaken = new("EMPLOYEE_NUMBER_TAKEN", new("An employee of this number exists.", "该工号已存在。"), Constraint: "ux_employees_number");

    public static readonly Rule AccountTaken = new("ACCOUNT_LINKED", new("This account belongs to another employee.", "该账户已属于另一名员工。"), Constraint: "ux_employees_account");

    public static readonly Rule Cycle = new("STRUCTURE_CYCLE", new("A department would lie below itself.", "部门不能隶属于自身或其下级。"), Constraint: "tr_department_placements_cycle");

    public static readonly Rule PostCycle = new("POST_CYCLE", new("A post would report to itself.", "岗位不能向自身或其下级汇报。"), Constraint: "tr_reporting_lines_cycle");

    public static readonly Rule ReportsTwice = new("REPORTS_TWICE", new("The post reports to one at that time already.", "该岗位在此期间已有汇报关系。"), Constraint: "ex_reporting_lines_overlap");

    public static readonly Rule PlacedTwice = new("PLACED_TWICE", new("The department has a place at that time already.", "该部门在此期间已有隶属关系。"), Constraint: "ex_department_placements_overlap");

    public static readonly Rule PostClosed = new("POST_CLOSED", new("The post does not exist during all of that time.", "该岗位在此期间并非一直存在。"), Constraint: "tr_post_holdings_post");

    public static readonly Rule LineOfClosedPost = PostClosed with { Constraint = "tr_reporting_lines_post" };

    public static readonly Rule PostVersionTwice = new("POST_CHANGED_TWICE", new("The post changes at that time already.", "该岗位在此期间已有变更。"), Constraint: "ex_post_versions_overlap");

    public static readonly Rule PostWithoutVersion = new("POST_WITHOUT_VERSION", new("Nothing says what the post is and carries on its first day.", "未说明该岗位首日的名称与权责。"), Constraint: "tr_posts_version");

    public static readonly Rule ChangedBefore = new("CHANGE_IN_THE_PAST", new("What held before today is history: it changes today or later.", "今日之前的情况属于历史记录，只能自今日起变更。"));

    public static readonly Rule NothingChanges = new("NOTHING_CHANGES", new("The post is that already.", "该岗位已是如此。"));

    public static readonly Rule DepartmentClosed = new("DEPARTMENT_CLOSED", new("The department does not exist any more at that time.", "该部门届时已不存在。"), Constraint: "tr_posts_department");

    public static readonly Rule PlaceOfClosedDepartment = DepartmentClosed with { Constraint = "tr_department_placements_department" };

    public static readonly Rule AboveMissing = new("DEPARTMENT_ABOVE_MISSING", new("The department above does not exist during all of that time.", "上级部门在此期间并非一直存在。"), Constraint: "tr_department_placements_parent");

    public static readonly Rule PostAboveMissing = new("POST_ABOVE_MISSING", new("The post above does not exist during all of that time.", "上级岗位在此期间并非一直存在。"), Constraint: "tr_reporting_lines_above");

    public static readonly Rule RolesNotYours = new("ROLES_NOT_YOURS_TO_GIVE", new("Only who may give roles to accounts lets a post bring roles.", "仅有权向账户授予角色的人员可为岗位配置角色。"));

    public static readonly Rule PeopleNotYours = new("NOT_YOURS_TO_TRANSFER", new("Only who may give this employee posts transfers him.", "仅有权为该员工任职的人员可调动该员工。"));

    public static readonly Rule OnePrimary = new("ONE_PRIMARY_POST", new("The employee has a primary post at that time already.", "该员工在此期间已有主岗。"), Constraint: "ex_post_holdings_primary");

    public static readonly Rule HeldTwice = new("POST_HELD_TWICE", new("The employee holds this post at that time already.", "该员工在此期间已担任该岗位。"), Constraint: "ex_post_holdings_overlap");

    public static readonly Rule Left = new("EMPLOYEE_LEFT", new("The employee has left the company: nothing is entrusted to him any more.", "该员工已离职，不能再承担任何事务。"), Constraint: "tr_employees_left");

    public static readonly Rule OwnAccount = new("OWN_ACCOUNT_LINK", new("Nobody says for himself who he is: someone else links his account, and whatever account his employee is to have.", "不能为本人关联账户：本人账户和本人员工记录的关联须由他人办理。"), "3.1.2", "tr_employees_own_account");

    public static readonly Rule AccountInUse = new("ACCOUNT_IN_USE", new("The employee's account is open or has roles: before it is taken from him its roles are, and it is closed.", "该员工的账户仍启用或仍有角色：解除或更换前须收回角色并停用账户。"), Constraint: "tr_employees_account_in_use");

    public static readonly Rule Reversed = new("PERIOD_REVERSED", new("The end is not after the start.", "结束日期不晚于开始日期。"));

    public static readonly Rule AlreadyEnded = new("ALREADY_ENDED", new("It has ended already.", "已结束。"));

    public static readonly Rule Occupied = new("STILL_OCCUPIED", new("Something still depends on it at that date: {0}.", "该日期仍有下属内容：{0}。"));

    public static readonly Rule AbsentTwice = new("ABSENT_TWICE", new("The employee is recorded as away at that time already.", "该员工在此期间已登记缺勤。"), Constraint: "ex_absences_overlap");

    public static readonly Rule OwnDeputy = new("OWN_DEPUTY", new("Nobody stands in for himself.", "代理人不能是本人。"), Constraint: "ck_absences_deputy");

    public static readonly Rule OwnDelegate = new("OWN_DELEGATE", new("Nobody delegates to himself.", "不能授权给本人。"), Constraint: "ck_delegations_self");

    public static readonly Rule Unwritten = new("DELEGATION_UNWRITTEN", new("A delegation is in writing: it says what is delegated, and by which document.", "授权须采用书面形式，写明授权内容和授权文件。"), Constraint: "tr_delegations_writing");

    public static readonly Rule NoAuthority = new("NO_AUTHORITY", new("{0} does not carry this duty by a post of his own, so it is not his to delegate.", "{0} 并非凭本人岗位承担该职责，不能转授权。"));

    public static readonly Rule MayNotSign = new("MAY_NOT_SIGN", new("Neither a post, nor a delegation, nor standing in for someone on leave lets you sign under the duty {0} for {1} now.", "您目前的岗位、授权和代理均不足以就职责 {0}、金额 {1} 签署。"));

    public static readonly Rule SignedWithout = new("SIGNED_WITHOUT_AUTHORITY", new("At the moment of signature the signer has no such authority.", "签署之时签署人并无此项权限。"), Constraint: "tr_signatures_authority");

    public static readonly Rule BeyondLimit = new("BEYOND_LIMIT", new("The limit is beyond the delegator's own of {0}.", "超出授权人本人的限额 {0}。"));
}

/// <summary>Checks that many operations share.</summary>
internal static class Period
{
    /// <summary>Refuses a period that ends before it starts.</summary>
    public static void Check<T>(T from, T? until) where T : struct, IComparable<T>
    {
        if (until is { } end && end.CompareTo(from) <= 0)
        {
            throw new RuleViolation(OrganizationRules.Reversed);
        }
    }
}
