using System.Buffers;
using System.Security.Cryptography;

namespace Crossdock.Canonical.Codec;

/// <summary>A growing buffer of pooled memory, one kept per thread. Dispose it to give the memory back.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 16 * 1024;

    /// <summary>A buffer grown beyond this is not kept with the thread.</summary>
    private const int KeptSize = 1024 * 1024;

    [ThreadStatic]
    private static PooledBuffer? s_kept;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _written;

    private PooledBuffer()
    {
    }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _written);

    /// <summary>Takes the thread's buffer, or a new one when that is in use.</summary>
    public static PooledBuffer Rent()
    {
        var kept = s_kept;
        s_kept = null;
        return kept ?? new PooledBuffer();
    }

    /// <summary>The SHA-256 of what was written, as lower-case hexadecimal digits.</summary>
    public string Sha256Hex()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(WrittenSpan, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <inheritdoc />
    public void Advance(int count) => _written += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsMemory(_written);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsSpan(_written);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _written = 0;
        if (s_kept is null && _buffer.Length <= KeptSize)
        {
            s_kept = this;
            return;
        }

        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Ensure(int sizeHint)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (_buffer.Length - _written >= sizeHint)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_buffer.Length * 2, _written + sizeHint)));
        WrittenSpan.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
