using System.Diagnostics;

namespace BusinessSuite.Testing;

/// <summary>Builds a module of tests/samples as a partner would: outside the solution, against packages of the Sdk and the contracts.</summary>
public static class PartnerModule
{
    private static readonly string Root = FindRoot();

    /// <summary>The root of the repository.</summary>
    public static string Repository => Root;

    /// <summary>Where a project was built in the configuration that this test runs in.</summary>
    public static string Built(string project) =>
        Path.Combine(Root, "artifacts/bin", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    /// <summary>Packs, builds, and puts the module into a plug-in folder.</summary>
    /// <param name="name">The module's folder under tests/samples.</param>
    /// <returns>The plug-in folder; it goes with the test run.</returns>
    public static string Build(string name)
    {
        var folder = Directory.CreateTempSubdirectory("partner-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (var project in new[] { "src/BusinessSuite.Sdk", "modules/organization/BusinessSuite.Organization.Contracts", "modules/intake/BusinessSuite.Intake.Contracts" })
        {
            // Built apart, so that nothing is written to where this test runs from.
            Dotnet(Root, "pack", project, "-o", Path.Combine(folder, "feed"), "--artifacts-path", Path.Combine(folder, "artifacts"));
        }

        var source = Path.Combine(folder, "source", name);
        Directory.CreateDirectory(source);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "tests/samples", name)))
        {
            File.Copy(file, Path.Combine(source, Path.GetFileName(file)));
        }

        var plugins = Path.Combine(folder, "plugins");
        // Packages of a fixed version would be taken from the user's cache though their content changed.
        Dotnet(source, "build", "-o", Path.Combine(plugins, name), $"-p:RestoreAdditionalProjectSources={Path.Combine(folder, "feed")}",
            $"-p:RestorePackagesPath={Path.Combine(folder, "packages")}", $"-p:RestoreFallbackFolders={UserPackages()}");
        return plugins;
    }

    private static string UserPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static void Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "--nologo", "-v", "quiet"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"dotnet {string.Join(' ', arguments)}: {output}{errors.Result}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BusinessSuite.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from within the repository.");
        }

        return folder.FullName;
    }
}
