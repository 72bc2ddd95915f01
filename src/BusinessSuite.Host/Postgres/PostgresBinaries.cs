using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BusinessSuite.Host.Postgres;

/// <summary>A PostgreSQL server installed on this machine.</summary>
/// <param name="Folder">Where its programs are.</param>
/// <param name="Major">Its major version.</param>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private const int Oldest = 15;

    /// <summary>The installation for a data folder of that version, or the newest.</summary>
    /// <param name="configured">The setting <c>Postgres:Binaries</c>.</param>
    /// <param name="major">The version that made the data folder, or null for a new one.</param>
    /// <exception cref="PostgresUnavailableException">There is none that fits; the sentence says what to do.</exception>
    public static PostgresBinaries Find(string? configured, int? major)
    {
        var found = Folders(configured).Where(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")))
            .Distinct().Select(f => new PostgresBinaries(f, MajorOf(f))).Where(b => b.Major >= Oldest).OrderByDescending(b => b.Major).ToList();
        if (found.Count == 0)
        {
            throw new PostgresUnavailableException(
                $"No PostgreSQL server (version {Oldest} or later) is installed: install one, on Debian with 'apt-get install postgresql', or give a connection string in ConnectionStrings:Suite.");
        }

        return major is null
            ? found[0]
            : found.Find(b => b.Major == major) ?? throw new PostgresUnavailableException(
                $"The data folder was made by PostgreSQL {major}, and this machine has {string.Join(", ", found.Select(b => b.Major))}: install version {major}, or carry the data over with pg_upgrade, or start with another data folder and restore a dump into it.");
    }

    /// <summary>The path of a program.</summary>
    public string Program(string name) => Path.Combine(Folder, name);

    private static IEnumerable<string> Folders(string? configured)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            return [configured];
        }

        string[] roots = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt"];
        return roots.Where(Directory.Exists).SelectMany(Directory.GetDirectories).Select(d => Path.Combine(d, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(p => p.Length > 0));
    }

    private static int MajorOf(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "pg_ctl"), "--version") { RedirectStandardOutput = true })!;
        var match = Number().Match(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return match.Success ? int.Parse(match.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}

/// <summary>The suite's own PostgreSQL cannot run; the message is one sentence that says what to do.</summary>
internal sealed class PostgresUnavailableException(string message) : Exception(message);
