using BusinessSuite.Organization.Employees;
using BusinessSuite.Organization.Posts;
using BusinessSuite.Organization.StaffChanges;
using BusinessSuite.Sdk;
using Microsoft.EntityFrameworkCore;

namespace BusinessSuite.Organization.Departments;

/// <summary>The steps of a reorganisation as of a day.</summary>
internal sealed class NewOrder(DateOnly day, DateOnly today, Caller caller, OrganizationDbContext db, DateTimeOffset now)
{
    /// <summary>The departments that were touched.</summary>
    public List<Department> Departments { get; } = [];

    /// <summary>The posts that were touched.</summary>
    public List<Post> Posts { get; } = [];

    /// <summary>The employees who changed posts.</summary>
    public List<Employee> Employees { get; } = [];

    public async Task Create(IReadOnlyList<NewDepartment> made, CancellationToken ct)
    {
        var begun = made.Select(m => new Department { Code = m.Code, Name = m.Name }).ToList();
        db.AddRange(begun);
        await db.SaveChangesAsync(ct);
        for (var i = 0; i < begun.Count; i++)
        {
            db.Add(new DepartmentPlacement { DepartmentId = begun[i].Id, Name = made[i].Name, ParentId = await Above(made[i].ParentId, made[i].ParentCode, "create", ct), ValidFrom = day });
        }

        await db.SaveChangesAsync(ct);
        Departments.AddRange(begun);
    }

    public async Task Place(IReadOnlyList<DepartmentMove> moves, IReadOnlyList<DepartmentRename> renames, CancellationToken ct)
    {
        foreach (var id in moves.Select(m => m.DepartmentId.Value).Concat(renames.Select(r => r.DepartmentId.Value)).Distinct())
        {
            if (day < today)
            {
                throw new RuleViolation(OrganizationRules.ChangedBefore) { Field = ["validFrom"] };
            }

            var department = await db.Departments.Locked(id, ct);
            var before = await Placement(department, ct);
            var move = moves.LastOrDefault(m => m.DepartmentId.Value == id);
            var name = renames.LastOrDefault(r => r.DepartmentId.Value == id)?.Name ?? before.Name;
            var parent = move is null ? before.ParentId : await Above(move.ParentId, move.ParentCode, "move", ct);
            if (before.ValidFrom == day)
            {
                // What begins that very day has not held before it.
                (before.Name, before.ParentId) = (name, parent);
            }
            else
            {
                var until = before.ValidUntil;
                before.ValidUntil = day;
                // The old place must end before the new one begins, or the two would overlap.
                await db.SaveChangesAsync(ct);
                db.Add(new DepartmentPlacement { DepartmentId = id, Name = name, ParentId = parent, ValidFrom = day, ValidUntil = until });
            }

            Departments.Add(department);
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task Create(IReadOnlyList<NewPost> made, CancellationToken ct)
    {
        foreach (var post in made)
        {
            var department = await db.Departments.FirstOrDefaultAsync(d => d.Code == post.DepartmentCode, ct) ?? throw Missing("createPosts");
            Posts.Add(CreatePostOperation.CreatePost(department, post.Code, post.Title, day, db, caller, isHead: post.IsHead, limit: post.Limit, roles: post.Roles));
        }

        await db.SaveChangesAsync(ct);
        await Report([.. made.Where(p => p.ReportsToCode is not null).Select(p => new ReportingChange(p.Code, p.ReportsToCode))], ct);
    }

    public async Task Change(IReadOnlyList<PostChange> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            var post = await Post(change.PostCode, "changePosts", ct);
            await ChangePostOperation.Change(post, change, day, today, db, caller, ct);
            Posts.Add(post);
        }
    }

    public async Task Report(IReadOnlyList<ReportingChange> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            await SetReportingLineOperation.Set(
                await Post(change.PostCode, "report", ct), change.ReportsToCode is { } above ? await Post(above, "report", ct) : null, day, today, db, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task Transfer(IReadOnlyList<EmployeeTransfer> transfers, CancellationToken ct)
    {
        foreach (var transfer in transfers)
        {
            var employee = await db.Employees.Locked(transfer.EmployeeId, ct);
            if (!caller.Reaches(Permissions.AdministerEmployees, employee))
            {
                throw new RuleViolation(OrganizationRules.PeopleNotYours) { Field = ["transfer"] };
            }

            if (await db.PostHoldings.FirstOrDefaultAsync(h => h.EmployeeId == employee.Id && h.IsPrimary && h.ValidFrom < day && (h.ValidUntil == null || h.ValidUntil > day), ct) is { } held)
            {
                held.ValidUntil = day;
                await db.SaveChangesAsync(ct);
            }

            var post = await Post(transfer.PostCode, "transfer", ct);
            // Where there is a checklist, the move was prepared: it takes effect here if its checklist is done.
            if (await db.StaffChanges.FirstOrDefaultAsync(c => c.EmployeeId == employee.Id && c.PostId == post.Id && c.EffectiveOn == day && c.State == StaffChangeState.Open, ct) is { } prepared)
            {
                if (prepared.Kind == StaffChangeKind.Joining)
                {
                    // A joining is more than a post: completeStaffChange does all of it.
                    throw new RuleViolation(StaffChangeRules.Underway) { Field = ["transfer"] };
                }

                prepared.End("CompleteStaffChange", now);
            }

            db.Add(new PostHolding { PostId = post.Id, EmployeeId = employee.Id, ValidFrom = day, IsPrimary = true });
            Employees.Add(employee);
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task Close(IReadOnlyList<Id<Post>> posts, CancellationToken ct)
    {
        var closed = new List<Post>();
        foreach (var id in posts)
        {
            var post = await db.Posts.Locked(id, ct);
            // No post that is closed too reports to another one any more.
            await ClosePostOperation.EndLine(post, day, today, db, ct);
            closed.Add(post);
        }

        foreach (var post in closed)
        {
            await ClosePostOperation.Close(post, day, today, db, ct);
            Posts.Add(post);
        }

        await db.SaveChangesAsync(ct);
    }

    public async Task Close(IReadOnlyList<Id<Department>> departments, CancellationToken ct)
    {
        var closed = new List<Department>();
        foreach (var id in departments)
        {
            var department = await db.Departments.Locked(id, ct);
            if (department.ClosedOn <= day)
            {
                throw new RuleViolation(OrganizationRules.AlreadyEnded);
            }

            var places = await db.DepartmentPlacements.Where(p => p.DepartmentId == department.Id).OrderBy(p => p.ValidFrom).ToListAsync(ct);
            Period.Check(places.Select(p => p.ValidFrom).FirstOrDefault(), day);
            db.DepartmentPlacements.End(places.Where(p => p.ValidUntil is null || p.ValidUntil > day), day, today);
            closed.Add(department);
        }

        await db.SaveChangesAsync(ct);
        foreach (var id in departments.Select(d => d.Value))
        {
            if (await db.DepartmentPlacements.AnyAsync(p => p.ParentId == id && (p.ValidUntil == null || p.ValidUntil > day), ct))
            {
                throw new RuleViolation(OrganizationRules.Occupied, "departments");
            }

            if (await db.Posts.AnyAsync(p => p.DepartmentId == id && (p.ValidUntil == null || p.ValidUntil > day), ct))
            {
                throw new RuleViolation(OrganizationRules.Occupied, "posts");
            }
        }

        // All places have ended: none that is closed too lies below another one any more.
        closed.ForEach(d => d.ClosedOn = day);
        await db.SaveChangesAsync(ct);
        Departments.AddRange(closed);
    }

    private async Task<DepartmentPlacement> Placement(Department department, CancellationToken ct) => await db.DepartmentPlacements.FirstOrDefaultAsync(
        p => p.DepartmentId == department.Id && p.ValidFrom <= day && (p.ValidUntil == null || p.ValidUntil > day), ct) ?? throw new RuleViolation(OrganizationRules.AlreadyEnded);

    private async Task<Guid?> Above(Guid? id, string? code, string field, CancellationToken ct) => code is null
        ? id
        : await db.Departments.Where(d => d.Code == code).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct) ?? throw Missing(field);

    private async Task<Post> Post(string code, string field, CancellationToken ct) => await db.Posts.FirstOrDefaultAsync(p => p.Code == code, ct) ?? throw Missing(field);

    private static RuleViolation Missing(string field) => new(PlatformRules.NotFound) { Field = [field] };
}
