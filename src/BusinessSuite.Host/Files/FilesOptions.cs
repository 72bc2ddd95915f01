namespace BusinessSuite.Host.Files;

/// <summary>What files are taken and where they are kept; configuration section <c>Files</c>.</summary>
internal sealed class FilesOptions
{
    /// <summary>The folder of files under way and, without an S3-compatible store, of all files.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The largest file, in bytes.</summary>
    public long MaxBytes { get; set; } = 1_073_741_824;

    /// <summary>The media types that are taken; all that the suite can check unless set.</summary>
    public List<string> Types { get; set; } = [];

    /// <summary>How long an upload may wait for its bytes to begin.</summary>
    public TimeSpan UploadTime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an address for a download is good.</summary>
    public TimeSpan DownloadTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest file that a watermark is written on, in bytes. A larger one is treated like a type that cannot bear one.</summary>
    public long MaxMarkedBytes { get; set; } = 33_554_432;

    /// <summary>How long writing a watermark may take.</summary>
    public TimeSpan MarkTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The file of the font, TrueType or OpenType, in which pictures are marked; a usual one of the machine unless set.</summary>
    public string MarkFont { get; set; } = "";

    /// <summary>How long an upload may be attached to no record.</summary>
    public TimeSpan UnattachedTime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many uploads an account may have that are attached to no record.</summary>
    public int MaxUnattached { get; set; } = 200;

    /// <summary>How many files this host receives at a time.</summary>
    public int Concurrent { get; set; } = 8;

    /// <summary>How many entries an archive may have.</summary>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>How many bytes an archive may have unpacked.</summary>
    public long MaxInflatedBytes { get; set; } = 2_147_483_648;

    /// <summary>How many times larger an archive may be unpacked, once it is larger than 32 MiB.</summary>
    public int MaxInflation { get; set; } = 100;

    /// <summary>How many pixels a picture may have.</summary>
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>Where clamd listens: <c>tcp://host:port</c> or <c>unix:///path</c>; no malware scanner unless set.</summary>
    public Uri? Scanner { get; set; }

    /// <summary>How long a scan may take.</summary>
    public TimeSpan ScanTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a file may wait in quarantine for a scan that can tell; afterwards it is refused.</summary>
    public TimeSpan QuarantineTime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>An S3-compatible store; the folder unless its bucket is set.</summary>
    public S3Options S3 { get; set; } = new();

    /// <summary>The bytes of this much are unpacked whatever their relation to the packed ones.</summary>
    public const long HarmlessInflation = 32 * 1_048_576;
}

/// <summary>An S3-compatible store; configuration section <c>Files:S3</c>.</summary>
internal sealed class S3Options
{
    /// <summary>Its address, for example <c>https://s3.example.org</c>; Amazon's unless set.</summary>
    public Uri? Address { get; set; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; set; }

    /// <summary>What the keys of this suite begin with.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The region, as its signatures name it.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The access key; what the machine itself is granted unless set.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret key.</summary>
    public string? SecretKey { get; set; }
}
