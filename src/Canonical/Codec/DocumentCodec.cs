using System.Buffers;

namespace Crossdock.Canonical;

/// <summary>Reads, validates and writes one document type. Generated codecs derive from it; it is thread-safe.</summary>
/// <typeparam name="T">The document type.</typeparam>
public abstract class DocumentCodec<T>
    where T : class
{
    /// <summary>The document's name in lower case, e.g. <c>order</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The <c>$id</c> of the JSON Schema it was generated from.</summary>
    public abstract string SchemaId { get; }

    /// <summary>The schema's version, e.g. <c>1.0</c>.</summary>
    public abstract string SchemaVersion { get; }

    /// <summary>Parses, validates and materialises in one pass. Never throws on bad input: it returns all problems.</summary>
    /// <param name="utf8Json">One JSON document as UTF-8.</param>
    public abstract ParseResult<T> Parse(ReadOnlySpan<byte> utf8Json);

    /// <summary>Validates without materialising.</summary>
    /// <param name="utf8Json">One JSON document as UTF-8.</param>
    /// <returns>Every problem found; empty when valid.</returns>
    public abstract IReadOnlyList<SchemaProblem> Validate(ReadOnlySpan<byte> utf8Json);

    /// <summary>Writes the document as UTF-8 JSON in schema order.</summary>
    public abstract void Write(IBufferWriter<byte> output, T document);

    /// <summary>Writes the canonical bytes: members ordered by RFC 8785, decimals in shortest form. Equal documents give equal bytes.</summary>
    public abstract void WriteCanonical(IBufferWriter<byte> output, T document);

    /// <summary>Writes the document to a new array.</summary>
    public byte[] ToUtf8Bytes(T document)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        Write(buffer, document);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the canonical bytes to a new array.</summary>
    public byte[] ToCanonicalBytes(T document)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        WriteCanonical(buffer, document);
        return buffer.WrittenSpan.ToArray();
    }
}
