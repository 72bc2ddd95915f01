using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using BusinessSuite.Sdk;
using Microsoft.Extensions.Options;

namespace BusinessSuite.Host.Files;

/// <summary>Asks ClamAV's daemon by its command INSTREAM, to which the bytes are sent in pieces, each led by its length.</summary>
internal sealed class Clamd(IOptions<FilesOptions> options) : IFileScanner
{
    private const int Piece = 65_536;
    private const int MaxReply = 1_024;

    public async Task<string?> Scan(Stream content, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.ScanTime);
        using var socket = await Connect(options.Value.Scanner!, limit.Token);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), limit.Token);
        var piece = new byte[4 + Piece];
        int read;
        while ((read = await content.ReadAsync(piece.AsMemory(4), limit.Token)) > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(piece, read);
            await stream.WriteAsync(piece.AsMemory(0, 4 + read), limit.Token);
        }

        await stream.WriteAsync(new byte[4], limit.Token);
        return Verdict(await Reply(stream, limit.Token));
    }

    /// <summary>Reads <c>stream: OK</c>, <c>stream: NAME FOUND</c> or an error.</summary>
    private static string? Verdict(string reply)
    {
        const string Start = "stream: ";
        const string Found = " FOUND";
        return reply == Start + "OK" ? null
            : reply.StartsWith(Start, StringComparison.Ordinal) && reply.EndsWith(Found, StringComparison.Ordinal) ? reply[Start.Length..^Found.Length]
            : throw new IOException($"clamd could not tell: {reply}");
    }

    private static async Task<string> Reply(NetworkStream stream, CancellationToken ct)
    {
        var reply = new byte[MaxReply];
        var length = 0;
        int read;
        while (length < reply.Length && (read = await stream.ReadAsync(reply.AsMemory(length), ct)) > 0)
        {
            length += read;
            if (reply[length - 1] == 0)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(reply, 0, length).TrimEnd('\0', '\n');
    }

    private static async Task<Socket> Connect(Uri address, CancellationToken ct)
    {
        var socket = address.Scheme == "unix" ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Scheme == "unix")
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.LocalPath), ct);
            }
            else
            {
                await socket.ConnectAsync(address.Host, address.Port, ct);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
