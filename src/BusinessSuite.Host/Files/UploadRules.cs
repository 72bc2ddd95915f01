using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Files;

/// <summary>The rules of uploads.</summary>
internal static class UploadRules
{
    public static readonly Rule Name = new("FILE_NAME_INVALID", new(
        "A file's name has 1 to 200 characters, no path, and no characters that are invisible or turn the direction of writing.", "文件名须为 1 至 200 个字符，不含路径、不可见字符或改变书写方向的字符。"));

    public static readonly Rule Type = new("FILE_TYPE_NOT_ALLOWED", new("Files of the type {0} are not taken. These are: {1}.", "不接受类型为 {0} 的文件。可接受的类型：{1}。"));

    public static readonly Rule Extension = new("FILE_EXTENSION_MISMATCH", new("The name of a file of the type {0} ends in one of {1}.", "类型为 {0} 的文件，其扩展名须为 {1} 之一。"));

    public static readonly Rule Size = new("FILE_SIZE_INVALID", new("A file has 1 to {0} bytes.", "文件大小须为 1 至 {0} 字节。"));

    public static readonly Rule Hash = new("HASH_INVALID", new("A SHA-256 has 64 hexadecimal digits.", "SHA-256 须为 64 位十六进制。"), Constraint: "ck_uploads_hash");

    public static readonly Rule TooMany = new("UPLOADS_TOO_MANY", new(
        "You have {0} uploads that are attached to no record yet. Use these first, or wait until they expire.", "您已有 {0} 个上传文件尚未关联到任何记录。请先使用，或等待其过期。"));

    public static readonly Rule NotStored = new("UPLOAD_NOT_STORED", new("Only a stored upload can be used; this one is {0}.", "只能使用已存储的上传文件；该文件的状态为 {0}。"));

    public static readonly Rule Attached = new("UPLOAD_ATTACHED", new("This upload belongs to a record already.", "该上传文件已关联到其他记录。"));
}
