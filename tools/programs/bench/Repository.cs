namespace BusinessSuite.Tools.Bench;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A folder of this benchmark.</summary>
    public static string Bench(string folder) => Path.Combine(Root, "tools/programs/bench", folder);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BusinessSuite.sln")))
        {
            folder = folder.Parent ?? throw new BenchException("The benchmark does not run from within the repository.");
        }

        return folder.FullName;
    }
}
