using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BusinessSuite.Host.Postgres;

/// <summary>
/// The suite's own PostgreSQL: a private cluster below the data folder, reachable through a private socket only. A server
/// left behind by a killed host is taken over; a server that another host owns is used and left alone.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The superuser of the cluster.</summary>
    public const string Superuser = "suite_super";

    private readonly PostgresBinaries _binaries;
    private readonly ServerUser _user;
    private readonly PostgresFolders _folders;
    private readonly FileStream? _ownership;

    private EmbeddedPostgres(PostgresBinaries binaries, ServerUser user, PostgresFolders folders, FileStream? ownership, string password)
    {
        (_binaries, _user, _folders, _ownership) = (binaries, user, folders, ownership);
        ConnectionString = $"Host={folders.Socket};Username={Superuser};Password={password};Database=postgres";
        Secret = password;
    }

    /// <summary>How to reach it as its superuser.</summary>
    public string ConnectionString { get; }

    /// <summary>The superuser's password, from which those of the roles are derived.</summary>
    public string Secret { get; }

    /// <summary>Where the cluster is.</summary>
    public string Cluster => _folders.Cluster;

    /// <summary>Makes the cluster if there is none, and starts it if it does not run.</summary>
    /// <param name="dataFolder">The suite's data folder.</param>
    /// <param name="binaries">The setting <c>Postgres:Binaries</c>.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="PostgresUnavailableException">It cannot run here; the sentence says what to do.</exception>
    public static async Task<EmbeddedPostgres> Start(string dataFolder, string? binaries, CancellationToken ct)
    {
        var user = ServerUser.Find();
        var folders = PostgresFolders.Below(dataFolder, user);
        var programs = PostgresBinaries.Find(binaries, folders.Version());
        await folders.Create(user, ct);
        var ownership = Own(folders.Ownership);
        var password = await Password(folders, ownership is not null, ct);
        var server = new EmbeddedPostgres(programs, user, folders, ownership, password);
        if (ownership is null)
        {
            await server.WaitForOwner(ct);
            return server;
        }

        try
        {
            if (folders.Version() is null)
            {
                await server.Initialize(ct);
            }

            if (!await server.IsRunning(ct))
            {
                await server.Launch(ct);
            }

            return server;
        }
        catch
        {
            await ownership.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again if this host owns it and it is gone.</summary>
    /// <returns>Whether it was gone.</returns>
    public async Task<bool> Revive(CancellationToken ct)
    {
        if (_ownership is null || IsAlive())
        {
            return false;
        }

        await Launch(ct);
        return true;
    }

    /// <summary>Stops the server, if this host owns it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ownership is null)
        {
            return;
        }

        await _user.Run(_binaries.Program("pg_ctl"), ["stop", "-D", _folders.Cluster, "-m", "fast", "-w"], CancellationToken.None);
        await _ownership.DisposeAsync();
    }

    private bool IsAlive()
    {
        var file = Path.Combine(_folders.Cluster, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static FileStream? Own(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<string> Password(PostgresFolders folders, bool owner, CancellationToken ct)
    {
        if (owner && (!File.Exists(folders.Password) || folders.Version() is null))
        {
            await File.WriteAllTextAsync(folders.Password, RandomNumberGenerator.GetHexString(48), ct);
            File.SetUnixFileMode(folders.Password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return (await File.ReadAllTextAsync(folders.Password, ct)).Trim();
    }

    private async Task Initialize(CancellationToken ct)
    {
        // A cluster is made beside its place and moved there, so that a killed attempt leaves none half made.
        var fresh = _folders.Cluster + ".new";
        await _user.Run("/bin/rm", ["-rf", fresh], ct);
        var passwordFile = _folders.Cluster + ".pw";
        await File.WriteAllTextAsync(passwordFile, Secret, ct);
        await _user.Give(passwordFile, ct);
        await Must(
            _binaries.Program("initdb"),
            ["-D", fresh, "-U", Superuser, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"], ct);
        await _user.Run("/bin/rm", ["-f", passwordFile], ct);
        await Must("/bin/mv", [fresh, _folders.Cluster], ct);
    }

    private async Task Launch(CancellationToken ct)
    {
        var settings = string.Join(' ', new Dictionary<string, string>
        {
            ["listen_addresses"] = "",
            ["unix_socket_directories"] = _folders.Socket,
            ["unix_socket_permissions"] = "0700",
            ["max_connections"] = "200",
            ["shared_buffers"] = "256MB",
            ["max_wal_size"] = "2GB",
            ["log_min_messages"] = "warning",
        }.Select(s => $"-c {s.Key}='{s.Value}'"));

        // The host is root or the server's user; the socket folder is closed to everyone else.
        await Must(_binaries.Program("pg_ctl"), ["start", "-D", _folders.Cluster, "-l", _folders.Log, "-w", "-t", "120", "-o", settings], ct);
    }

    private async Task<bool> IsRunning(CancellationToken ct) =>
        (await _user.Run(_binaries.Program("pg_ctl"), ["status", "-D", _folders.Cluster], ct)).ExitCode == 0
            && (await _user.Run(_binaries.Program("pg_isready"), ["-h", _folders.Socket, "-t", "30"], ct)).ExitCode == 0;

    private async Task WaitForOwner(CancellationToken ct)
    {
        for (var waited = 0; waited < 120; waited++)
        {
            if (await IsRunning(ct))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }

        throw new PostgresUnavailableException("Another host owns this data folder, but its PostgreSQL does not answer: stop that host, or start this one with another data folder.");
    }

    private async Task Must(string program, string[] arguments, CancellationToken ct)
    {
        var (exit, output) = await _user.Run(program, arguments, ct);
        if (exit != 0)
        {
            var log = File.Exists(_folders.Log) ? string.Join(' ', File.ReadLines(_folders.Log).TakeLast(3)) : "";
            throw new PostgresUnavailableException($"{Path.GetFileName(program)} failed: {output.Trim().ReplaceLineEndings(" ")} {log}");
        }
    }
}

/// <summary>The places of the cluster.</summary>
/// <param name="Root">The private folder of everything.</param>
/// <param name="Socket">The folder of the socket; short, since its path has a limit.</param>
internal sealed record PostgresFolders(string Root, string Socket)
{
    private const int MaxSocketPath = 90;

    public string Cluster => Path.Combine(Root, "cluster");

    public string Log => Path.Combine(Root, "server.log");

    public string Password => Path.Combine(Root, "superuser");

    public string Ownership => Path.Combine(Root, "host.lock");

    /// <summary>The places below a data folder; elsewhere when the server's user could not get there.</summary>
    public static PostgresFolders Below(string dataFolder, ServerUser user)
    {
        var root = Path.Combine(Path.GetFullPath(dataFolder), "postgres");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)))[..12];
        if (user.IsOther && !Reachable(root))
        {
            root = Path.Combine("/var/lib/businesssuite", name);
        }

        var socket = Path.Combine(root, "socket");
        return new(root, socket.Length <= MaxSocketPath ? socket : Path.Combine("/tmp", "businesssuite-" + name));
    }

    /// <summary>The major version of the cluster, or null when there is none.</summary>
    public int? Version()
    {
        var file = Path.Combine(Cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim().Split('.')[0], CultureInfo.InvariantCulture) : null;
    }

    public async Task Create(ServerUser user, CancellationToken ct)
    {
        foreach (var folder in new[] { Root, Socket })
        {
            Directory.CreateDirectory(folder);
            await user.Give(folder, ct);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static bool Reachable(string path)
    {
        for (var folder = new DirectoryInfo(path).Parent; folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Who the server runs as: this user, or an unprivileged one when this is root, whom PostgreSQL refuses.</summary>
/// <param name="Name">The other user's name, or null for this user.</param>
internal sealed record ServerUser(string? Name)
{
    /// <summary>Whether it is another user than the host's.</summary>
    public bool IsOther => Name is not null;

    public static ServerUser Find()
    {
        if (Environment.UserName != "root")
        {
            return new((string?)null);
        }

        return File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal))
            ? new("postgres")
            : throw new PostgresUnavailableException("PostgreSQL does not run as root and there is no user postgres: create one with 'useradd --system postgres', or start the suite as another user.");
    }

    public async Task Give(string path, CancellationToken ct)
    {
        if (Name is not null)
        {
            await Start("chown", [$"{Name}:", path], ct);
        }
    }

    public Task<(int ExitCode, string Output)> Run(string program, string[] arguments, CancellationToken ct) => Name is null
        ? Start(program, arguments, ct)
        : Start("setpriv", ["--reuid", Name, "--regid", Name, "--clear-groups", "--", program, .. arguments], ct);

    private static async Task<(int ExitCode, string Output)> Start(string program, string[] arguments, CancellationToken ct)
    {
        // The server outlives pg_ctl and would hold a pipe open, so output goes to a file.
        var output = Path.GetTempFileName();
        try
        {
            var quoted = string.Join(' ', arguments.Prepend(program).Select(a => "'" + a.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec {quoted} >'{output}' 2>&1 </dev/null"]) { WorkingDirectory = "/" })!;
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, await File.ReadAllTextAsync(output, ct));
        }
        finally
        {
            File.Delete(output);
        }
    }
}
