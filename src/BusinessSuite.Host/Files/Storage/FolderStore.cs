using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files.Storage;

/// <summary>Keeps files in a folder, fanned out by the first four characters of their names.</summary>
internal sealed class FolderStore(IOptions<FilesOptions> options) : IFileStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _root = options.Value.Folder;

    public Task Keep(string name, IncomingFile file, CancellationToken ct)
    {
        var path = PathOf(name);
        var folder = Path.GetDirectoryName(path)!;
        CreateFolder(folder);
        file.Content.Flush(flushToDisk: true);
        File.Move(file.Path, path);
        // The new name must survive a power cut, and so must new folders above it.
        for (var i = 0; i < 3; i++, folder = Path.GetDirectoryName(folder)!)
        {
            Sync(folder);
        }

        return Task.CompletedTask;
    }

    public Stream Open(string name, long size) =>
        new FileStream(PathOf(name), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, BufferSize = 0, Options = FileOptions.Asynchronous });

    public Task Remove(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes a folder that none but the suite's own user may enter.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path, OwnerOnly);

    private string PathOf(string name) => Path.Combine(_root, name[..2], name[2..4], name);

    private static void Sync(string folder)
    {
        var handle = Open(folder, 0);
        if (handle < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        try
        {
            if (Fsync(handle) != 0)
            {
                throw new IOException($"The folder {folder} cannot be written to disk.", new Win32Exception(Marshal.GetLastPInvokeError()));
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
