namespace BusinessSuite.Sdk;

/// <summary>
/// Looks for malware in uploaded files. All registered scanners are asked; a module adds one in <see cref="IModule.Configure"/>.
/// A scanner that throws could not tell: the file is put in quarantine and scanned again later.
/// </summary>
public interface IFileScanner
{
    /// <summary>Scans a file.</summary>
    /// <param name="content">The bytes from the start.</param>
    /// <param name="ct">Ends the scan.</param>
    /// <returns>The name of what was found, or null when the file is clean.</returns>
    Task<string?> Scan(Stream content, CancellationToken ct);
}
