using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Npgsql;

namespace BusinessSuite.Reads;

/// <summary>
/// UTF-8 JSON in a pooled array. Parts of one buffer can be taken into another with the holes that they hold: places that
/// a function fills once for the whole answer. That is why this is not a Utf8JsonWriter.
/// </summary>
public sealed class JsonBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Much = 32 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>The number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The bytes written.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Takes what has gathered, so that a long answer leaves while it is still being read; null keeps everything here.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask>? Drain { get; init; }

    /// <summary>Whether something was taken and can no longer be taken back.</summary>
    public bool Drained { get; private set; }

    internal List<Hole> Holes { get; } = [];

    /// <inheritdoc/>
    public void Advance(int count) => Length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    /// <summary>Adds bytes.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Adds one byte.</summary>
    public void Raw(byte value)
    {
        Reserve(1);
        _bytes[Length++] = value;
    }

    /// <summary>Adds a JSON string.</summary>
    public void String(ReadOnlySpan<char> text)
    {
        Reserve((text.Length * 3) + 2);
        _bytes[Length++] = (byte)'"';
        Close(Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length)));
    }

    /// <summary>Adds a column of text as a JSON string, in the bytes in which PostgreSQL sends it.</summary>
    internal void Text(NpgsqlDataReader row, int ordinal)
    {
        const int Usual = 256;
        Reserve(Usual + 2);
        _bytes[Length++] = (byte)'"';
        var written = (int)row.GetBytes(ordinal, 0, _bytes, Length, Usual);
        if (written == Usual)
        {
            written = (int)row.GetBytes(ordinal, 0, null, 0, 0);
            Reserve(written + 1);
            row.GetBytes(ordinal, 0, _bytes, Length, written);
        }

        Close(written);
    }

    /// <summary>Escapes what was just written behind a quote, where it must be, and adds the other quote.</summary>
    private void Close(int written)
    {
        var escape = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(_bytes.AsSpan(Length, written));
        if (escape < 0)
        {
            Length += written;
        }
        else
        {
            var plain = ArrayPool<byte>.Shared.Rent(written);
            _bytes.AsSpan(Length, written).CopyTo(plain);
            Escape(plain.AsSpan(0, written));
            ArrayPool<byte>.Shared.Return(plain);
        }

        Raw((byte)'"');
    }

    /// <summary>Adds a part of another buffer with its holes.</summary>
    internal void Part(JsonBuffer other, int start, int length)
    {
        if (other.Holes.Count > 0)
        {
            foreach (var hole in other.Holes)
            {
                if (hole.Position >= start && hole.Position < start + length)
                {
                    Holes.Add(hole with { Position = hole.Position - start + Length });
                }
            }
        }

        Raw(other._bytes.AsSpan(start, length));
    }

    /// <summary>Leaves a place for a value: the byte that stands there is replaced.</summary>
    internal void Leave(int computed, Guid key)
    {
        Holes.Add(new(Length, computed, key));
        Raw((byte)'0');
    }

    /// <summary>Forgets everything after a place.</summary>
    public void Rewind(int length) => Length = length;

    /// <summary>Lets go of what has gathered, when it is much.</summary>
    internal ValueTask Relieve(CancellationToken ct) => Drain is null || Length < Much ? ValueTask.CompletedTask : Empty(Drain, ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private async ValueTask Empty(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> drain, CancellationToken ct)
    {
        Drained = true;
        await drain(Memory, ct);
        Length = 0;
    }

    private void Escape(ReadOnlySpan<byte> plain)
    {
        while (plain.Length > 0)
        {
            Reserve((plain.Length * 2) + 16);
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(plain, _bytes.AsSpan(Length), out var consumed, out var written);
            Length += written;
            plain = plain[consumed..];
        }
    }

    private void Reserve(int more)
    {
        if (Length + more <= _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + more));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    /// <summary>A place for the value of a computed field.</summary>
    internal readonly record struct Hole(int Position, int Computed, Guid Key);
}
