using System.Buffers;
using System.Security.Cryptography;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Files.Checks;
using BusinessSuite.Host.Files.Storage;
using BusinessSuite.Host.Work;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files;

/// <summary>
/// Takes in the bytes of an upload: onto the disk as they come, hashed and counted on the way, then checked, then kept under a
/// name of the suite's making, and only then noted in the database. What breaks off before leaves nothing but the wish to upload.
/// </summary>
internal sealed class Receiving(
    UnitOfWork work, Incoming incoming, StoredFiles files, IEnumerable<IFileScanner> scanners, IOptions<FilesOptions> options, TimeProvider clock, ILogger<Receiving> log)
{
    private const int Chunk = 128 * 1_024;

    /// <summary>Receives a file.</summary>
    /// <param name="upload">The upload as it was announced.</param>
    /// <param name="length">The length that the request states, if it does.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The upload, with what became of it.</returns>
    /// <exception cref="RuleViolation">The upload does not wait for bytes any more.</exception>
    public async Task<Upload> Receive(Upload upload, long? length, Stream body, CancellationToken ct)
    {
        using var file = incoming.New();
        string hash;
        UploadFault? quarantine;
        try
        {
            hash = length is null || length == upload.SizeBytes ? await Copy(body, file.Content, upload.SizeBytes, ct) : throw new FileRefusedException(UploadFault.SizeMismatch);
            if (upload.ExpectedSha256 is { } expected && expected != hash)
            {
                throw new FileRefusedException(UploadFault.HashMismatch);
            }

            // Reading it through takes a while for a large one: not on a thread that answers requests.
            await Task.Factory.StartNew(
                () => new Inspection(options.Value, incoming).Require(file.Content, FileKind.Of(upload.MediaType)!), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            quarantine = await Scan(file.Content, ct) ? null : UploadFault.ScannerUnavailable;
        }
        catch (FileRefusedException e)
        {
            return await Note(upload, u => u.Refuse(e.Fault, e.Detail, clock.GetUtcNow()), ct);
        }

        var name = await files.Keep(file, ct);
        return await Note(upload, u => u.Receive(upload.MediaType, hash, name, quarantine, clock.GetUtcNow()), ct);
    }

    /// <summary>Scans for malware.</summary>
    /// <returns>Whether all scanners could tell.</returns>
    /// <exception cref="FileRefusedException">One found something.</exception>
    public async Task<bool> Scan(Stream content, CancellationToken ct)
    {
        var told = true;
        foreach (var scanner in scanners)
        {
            try
            {
                content.Position = 0;
                if (await scanner.Scan(content, ct) is { } found)
                {
                    throw new FileRefusedException(UploadFault.Malware, found);
                }
            }
            catch (Exception e) when (e is not FileRefusedException && !ct.IsCancellationRequested)
            {
                log.LogWarning(e, "A malware scanner could not tell; the file goes into quarantine");
                told = false;
            }
        }

        return told;
    }

    /// <summary>Notes what became of an upload, in a transaction of its own.</summary>
    public async Task<Upload> Note(Upload upload, Action<Upload> change, CancellationToken ct) => (await work.Run(
        new WorkOrder("receiveUpload", "suite", new Caller { IsSystem = true, UserId = upload.AccountId, Name = "uploads" }, Scope.All),
        async scope =>
        {
            var row = await scope.Services.GetRequiredService<SuiteDbContext>().Uploads.Locked(upload.Id, ct);
            change(row);
            await scope.Finish(ct);
            return row;
        },
        ct))!;

    private static async Task<string> Copy(Stream from, FileStream to, long size, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            long count = 0;
            int read;
            while ((read = await from.ReadAsync(buffer.AsMemory(0, Chunk), ct)) > 0)
            {
                count += read;
                if (count > size)
                {
                    throw new FileRefusedException(UploadFault.SizeMismatch);
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            return count == size ? Convert.ToHexString(hash.GetHashAndReset()) : throw new FileRefusedException(UploadFault.SizeMismatch);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
