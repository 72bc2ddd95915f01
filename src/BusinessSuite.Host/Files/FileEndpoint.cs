using System.Text.Json;
using BusinessSuite.Host.Accounts;
using BusinessSuite.Host.Data;
using BusinessSuite.Host.Files.Marking;
using BusinessSuite.Host.Graph;
using BusinessSuite.Host.Http;
using BusinessSuite.Host.Work;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace BusinessSuite.Host.Files;

/// <summary><c>PUT /files/{token}</c> receives the bytes of an upload; <c>GET /files/{token}</c> gives them back.</summary>
internal static class FileEndpoint
{
    /// <summary>The start of the addresses; what follows it is a secret.</summary>
    public const string Path = "/files";

    private static readonly Text Unknown = new("This address is not valid, or no longer.", "该地址无效或已过期。");
    private static readonly Text Over = new("This upload does not wait for its bytes any more.", "该上传已不再等待内容。");
    private static readonly Text Full = new("The file cannot be kept at the moment. Send it again later.", "暂时无法保存文件，请稍后重新发送。");
    private static readonly Text Busy = new("Too many files are being marked at the moment. Fetch it again later.", "当前加盖水印的文件过多，请稍后重新下载。");
    private static readonly Text Unmarkable = new(
        "This file is confidential and cannot bear a watermark. It is given out as it was received to those who have the permission for originals.", "该文件涉密且无法加盖水印，仅可由具有原件权限的人员下载原件。");
    private static readonly Text Broken = new("The bytes broke off. Send them again from the start.", "传输中断，请从头重新发送。");

    /// <summary>Maps the endpoints.</summary>
    public static void MapFiles(this WebApplication app)
    {
        app.MapPut(Path + "/{token}", Put).RequireRateLimiting(FilesSetup.Receiving);
        app.MapMethods(Path + "/{token}", [HttpMethods.Get, HttpMethods.Head], Get);
    }

    private static async Task<IResult> Put(string token, HttpContext http, FileTokens tokens, UnitOfWork work, Receiving receiving, SuiteSchema schema, ILogger<Receiving> log, CancellationToken ct)
    {
        var language = CallerResolver.LanguageOf(http);
        if (await Find(tokens.Put(token), work, ct) is not { } upload)
        {
            return Problem(StatusCodes.Status404NotFound, "NOT_FOUND", Unknown.In(language));
        }

        if (upload.State != UploadState.Pending)
        {
            return Problem(StatusCodes.Status409Conflict, "ILLEGAL_STATE", Over.In(language));
        }

        // The announced size is the limit, counted as the bytes come.
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        try
        {
            upload = await receiving.Receive(upload, http.Request.ContentLength, http.Request.Body, ct);
        }
        catch (RuleViolation)
        {
            return Problem(StatusCodes.Status409Conflict, "ILLEGAL_STATE", Over.In(language));
        }
        catch (BadHttpRequestException e)
        {
            return Problem(e.StatusCode, "INVALID", Broken.In(language));
        }
        catch (IOException e) when (!ct.IsCancellationRequested)
        {
            log.LogError(e, "A file could not be kept");
            http.Response.Headers.RetryAfter = "30";
            return Problem(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", Full.In(language));
        }

        var id = NodeId.Encode(schema.Model.Find(nameof(Upload))!, upload.Id);
        return upload.State == UploadState.Refused
            ? Problem(StatusCodes.Status422UnprocessableEntity, UpperSnake.Of(upload.Fault!.Value), UploadFaults.Told(upload.Fault.Value, upload.FaultDetail, language))
            : Results.Json(
                new { id, state = UpperSnake.Of(upload.State), sizeBytes = upload.SizeBytes, sha256 = upload.Sha256, mediaType = upload.MediaType },
                JsonSerializerOptions.Web, statusCode: upload.State == UploadState.Stored ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Get(string token, HttpContext http, FileTokens tokens, Downloads downloads, StoredFiles files, MarkedCopies copies, CancellationToken ct)
    {
        if (tokens.Get(token) is not { } asked || await downloads.Take(asked, ct) is not (var upload, var mark))
        {
            return Problem(StatusCodes.Status404NotFound, "NOT_FOUND", Unknown.In(CallerResolver.LanguageOf(http)));
        }

        // Whatever it is, a browser saves it and runs nothing of it.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!asked.Original)
        {
            try
            {
                if (await copies.Make(upload, mark, ct) is { } copy)
                {
                    http.Response.RegisterForDispose(copy);
                    return Results.Stream(copy.Content, upload.MediaType, upload.Name);
                }
            }
            catch (TimeoutException)
            {
                http.Response.Headers.RetryAfter = "30";
                return Problem(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", Busy.In(CallerResolver.LanguageOf(http)));
            }

            if (upload.Level > Confidentiality.Internal)
            {
                return Problem(StatusCodes.Status403Forbidden, "WATERMARK_IMPOSSIBLE", Unmarkable.In(CallerResolver.LanguageOf(http)));
            }
        }

        return Results.Stream(
            files.Open(upload), upload.MediaType, upload.Name, upload.ReceivedAt, new EntityTagHeaderValue($"\"{upload.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>The upload whose bytes a token lets one send.</summary>
    private static async Task<Upload?> Find(Guid? id, UnitOfWork work, CancellationToken ct) => id is null ? null : await work.Run(
        new WorkOrder("findUpload", "suite", new Caller { IsSystem = true, Name = "uploads" }, Scope.All),
        async scope => await scope.Services.GetRequiredService<SuiteDbContext>().Uploads.FindAsync([id.Value], ct),
        ct);

    private static IResult Problem(int status, string code, string detail) => Problems.Of("Files", status, code, detail);
}
