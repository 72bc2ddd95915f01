using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files.Storage;

/// <summary>The folder of files under way. What a host that ended left there is swept after a while.</summary>
internal sealed class Incoming(IOptions<FilesOptions> options)
{
    private readonly string _folder = Path.Combine(options.Value.Folder, "incoming");

    /// <summary>A new file with nothing in it.</summary>
    public IncomingFile New()
    {
        FolderStore.CreateFolder(_folder);
        return new(Path.Combine(_folder, Guid.NewGuid().ToString("N")));
    }

    /// <summary>Removes what nobody has written to since then.</summary>
    public void Sweep(DateTimeOffset before)
    {
        if (Directory.Exists(_folder))
        {
            foreach (var file in new DirectoryInfo(_folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
            {
                file.Delete();
            }
        }
    }
}

/// <summary>A file under way, which goes when nobody keeps it.</summary>
internal sealed class IncomingFile : IDisposable
{
    public IncomingFile(string path)
    {
        Path = path;
        Content = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its bytes.</summary>
    public FileStream Content { get; }

    public void Dispose()
    {
        Content.Dispose();
        File.Delete(Path);
    }
}
