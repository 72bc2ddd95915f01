using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files.Storage;

/// <summary>Keeps files in a bucket of an S3-compatible store. Large ones go in parts, each read from the disk as it is sent.</summary>
internal sealed class S3Store : IFileStore, IDisposable
{
    private const int Part = 16 * 1_048_576;
    private readonly S3Options _options;
    private readonly AmazonS3Client _client;

    public S3Store(IOptions<FilesOptions> options)
    {
        _options = options.Value.S3;
        var config = new AmazonS3Config
        {
            // Other stores than Amazon's know neither buckets as hosts nor the newer checksums; TLS and the suite's own SHA-256 stand.
            ForcePathStyle = _options.Address is not null,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            AuthenticationRegion = _options.Region,
        };
        if (_options.Address is { } address)
        {
            config.ServiceURL = address.ToString();
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(_options.Region);
        }

        _client = _options.AccessKey is { } key ? new WholeBodies(new BasicAWSCredentials(key, _options.SecretKey), config) : new WholeBodies(config);
    }

    public async Task Keep(string name, IncomingFile file, CancellationToken ct)
    {
        using var transfer = new TransferUtility(_client, new TransferUtilityConfig { ConcurrentServiceRequests = 2, MinSizeBeforePartUpload = Part });
        try
        {
            await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = _options.Bucket, Key = Key(name), FilePath = file.Path, PartSize = Part }, ct);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException)
        {
            throw new IOException("The bucket cannot be written to.", e);
        }
    }

    public Stream Open(string name, long size) => new S3Content(size, async (from, ct) =>
    {
        var answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _options.Bucket, Key = Key(name), ByteRange = new ByteRange(from, size - 1) }, ct);
        return answer.ResponseStream;
    });

    public async Task Remove(string name, CancellationToken ct)
    {
        await _client.DeleteObjectAsync(_options.Bucket, Key(name), ct);
        try
        {
            // Parts that a host sent before it was ended are kept, and paid for, until their uploading is called off.
            var unfinished = await _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = _options.Bucket, Prefix = Key(name) }, ct);
            foreach (var upload in unfinished.MultipartUploads ?? [])
            {
                await _client.AbortMultipartUploadAsync(_options.Bucket, upload.Key, upload.UploadId, ct);
            }
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed)
        {
            // Some stores neither list nor end these; they drop them by a rule of their own.
        }
    }

    public void Dispose() => _client.Dispose();

    private string Key(string name) => $"{_options.Prefix}{name[..2]}/{name[2..4]}/{name}";

    /// <summary>Sends each part in one piece: not all stores take bodies in signed pieces.</summary>
    private sealed class WholeBodies : AmazonS3Client
    {
        public WholeBodies(AmazonS3Config config)
            : base(config)
        {
        }

        public WholeBodies(AWSCredentials credentials, AmazonS3Config config)
            : base(credentials, config)
        {
        }

        public override Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
        {
            request.UseChunkEncoding = false;
            return base.PutObjectAsync(request, cancellationToken);
        }

        public override Task<UploadPartResponse> UploadPartAsync(UploadPartRequest request, CancellationToken cancellationToken = default)
        {
            request.UseChunkEncoding = false;
            return base.UploadPartAsync(request, cancellationToken);
        }
    }
}

/// <summary>A file in a bucket, fetched from where it is read.</summary>
/// <param name="length">Its size in bytes.</param>
/// <param name="fetch">Fetches it from a place on.</param>
internal sealed class S3Content(long length, Func<long, CancellationToken, Task<Stream>> fetch) : Stream
{
    private Stream? _rest;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => Seek(value, SeekOrigin.Begin); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length)
        {
            return 0;
        }

        _rest ??= await fetch(_position, cancellationToken);
        var read = await _rest.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read > 0 || buffer.Length == 0 ? read : throw new EndOfStreamException("The store's file is shorter than it was kept.");
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => length + offset };
        if (to != _position)
        {
            _rest?.Dispose();
            _rest = null;
            _position = to;
        }

        return to;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _rest?.Dispose();
        base.Dispose(disposing);
    }
}
