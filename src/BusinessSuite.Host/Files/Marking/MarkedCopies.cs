using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using BusinessSuite.Host.Files.Checks;
using BusinessSuite.Host.Files.Storage;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files.Marking;

/// <summary>
/// Makes copies of files that bear a watermark. What strangers sent is opened in a process of its own, with little memory, little time and
/// none of the host's settings: whatever it does to its reader, the host goes on.
/// </summary>
internal sealed class MarkedCopies(StoredFiles files, Incoming incoming, IOptions<FilesOptions> options, ILogger<MarkedCopies> log) : IDisposable
{
    private const int AtOnce = 2;
    private const string Memory = "0x30000000";
    private static readonly string[] Kept = ["PATH", "DOTNET_ROOT", "SystemRoot", "TMPDIR", "TEMP"];
    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>A copy of the file with the watermark on it; null where its type or its size does not allow that.</summary>
    /// <exception cref="TimeoutException">Others had the turns for too long.</exception>
    public async Task<IncomingFile?> Make(Upload upload, Watermark mark, CancellationToken ct)
    {
        if (FileKind.Of(upload.MediaType)?.Build is not (Build.Pdf or Build.Png or Build.Jpeg or Build.WebP) || upload.SizeBytes > options.Value.MaxMarkedBytes)
        {
            return null;
        }

        if (!await _turns.WaitAsync(options.Value.MarkTime, ct))
        {
            throw new TimeoutException("Too many files are being marked.");
        }

        try
        {
            var copy = incoming.New();
            var isMarked = false;
            try
            {
                isMarked = await Write(upload, mark, copy.Content, ct);
                copy.Content.Position = 0;
                return isMarked ? copy : null;
            }
            finally
            {
                if (!isMarked)
                {
                    copy.Dispose();
                }
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<bool> Write(Upload upload, Watermark mark, FileStream copy, CancellationToken ct)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(options.Value.MarkTime);
        using var marker = Start();
        if (marker is null)
        {
            return false;
        }

        try
        {
            var complaint = marker.StandardError.ReadToEndAsync(time.Token);
            await Send(upload, mark, marker.StandardInput.BaseStream, time.Token);
            await marker.StandardOutput.BaseStream.CopyToAsync(copy, time.Token);
            await marker.WaitForExitAsync(time.Token);
            if (marker.ExitCode == 0 && copy.Length > 0)
            {
                return true;
            }

            log.LogWarning("The upload {Upload} could not be marked: {Complaint}", upload.Id, await complaint);
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("The upload {Upload} could not be marked in {Time}", upload.Id, options.Value.MarkTime);
            return false;
        }
        finally
        {
            if (!marker.HasExited)
            {
                marker.Kill();
            }
        }
    }

    private async Task Send(Upload upload, Watermark mark, Stream input, CancellationToken ct)
    {
        using var head = new MemoryStream();
        await using (var writer = new BinaryWriter(head, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(upload.MediaType);
            writer.Write(mark.Line);
            writer.Write(options.Value.MarkFont);
        }

        try
        {
            await using (input)
            {
                await input.WriteAsync(head.ToArray(), ct);
                await using var original = files.Open(upload);
                await original.CopyToAsync(input, ct);
            }
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code says so.
        }
    }

    private Process? Start()
    {
        try
        {
            return Process.Start(Program());
        }
        catch (Win32Exception e)
        {
            log.LogError(e, "No file can be marked: the marker does not start");
            return null;
        }
    }

    /// <summary>This host as a marker, by the same runtime.</summary>
    private static ProcessStartInfo Program()
    {
        var host = typeof(Marker).Assembly.GetName().Name!;
        var running = Path.GetFileNameWithoutExtension(Environment.ProcessPath);
        var start = new ProcessStartInfo(
            running == host || running == "dotnet" ? Environment.ProcessPath! : "dotnet",
            running == host ? [Marker.Command] : [Path.Combine(AppContext.BaseDirectory, host + ".dll"), Marker.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var kept = Kept.Select(k => (Key: k, Value: start.Environment.TryGetValue(k, out var value) ? value : null)).Where(k => k.Value is not null).ToList();
        start.Environment.Clear();
        kept.ForEach(k => start.Environment[k.Key] = k.Value);
        start.Environment["DOTNET_GCHeapHardLimit"] = Memory;
        return start;
    }
}
