namespace BusinessSuite.Host.Files.Storage;

/// <summary>Where files are kept. Names are of the suite's own making and never used twice.</summary>
internal interface IFileStore
{
    /// <summary>Keeps a file: whole and safe from a power cut, or not at all.</summary>
    /// <exception cref="IOException">The store cannot take it now.</exception>
    Task Keep(string name, IncomingFile file, CancellationToken ct);

    /// <summary>Opens a file for reading from any place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">Its size, as it was kept.</param>
    Stream Open(string name, long size);

    /// <summary>Removes a file, or what came of it before its keeping broke off; one that is not there is no error.</summary>
    Task Remove(string name, CancellationToken ct);
}
