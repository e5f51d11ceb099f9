using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Crossdock.Canonical.Codec;

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
    public ParseResult<T> Parse(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new CanonicalReader(utf8Json, failFast: false);
        var document = ReadDocument(ref reader);
        reader.End();
        return reader.Refused ? ParseResult<T>.Invalid(reader.Problems()) : ParseResult<T>.Valid(document);
    }

    /// <summary>Parses, validates and materialises, giving up at the first problem without saying which. For input that is nearly always valid.</summary>
    /// <param name="utf8Json">One JSON document as UTF-8.</param>
    /// <param name="document">The document when the text is valid.</param>
    public bool TryParse(ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out T? document)
    {
        var reader = new CanonicalReader(utf8Json, failFast: true);
        var read = ReadDocument(ref reader);
        reader.End();
        document = reader.Refused ? null : read;
        return document is not null;
    }

    /// <summary>Validates without materialising.</summary>
    /// <param name="utf8Json">One JSON document as UTF-8.</param>
    /// <returns>Every problem found; empty when valid.</returns>
    public IReadOnlyList<SchemaProblem> Validate(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new CanonicalReader(utf8Json, failFast: false);
        CheckDocument(ref reader);
        reader.End();
        return reader.Problems();
    }

    /// <summary>Validates without materialising, giving up at the first problem without saying which.</summary>
    /// <param name="utf8Json">One JSON document as UTF-8.</param>
    public bool IsValid(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new CanonicalReader(utf8Json, failFast: true);
        CheckDocument(ref reader);
        reader.End();
        return !reader.Refused;
    }

    /// <summary>Writes the document as UTF-8 JSON in schema order. It is not validated: what was built in code is checked by <see cref="Validate"/>.</summary>
    /// <exception cref="ArgumentException">A text of the document holds a lone surrogate.</exception>
    public void Write(IBufferWriter<byte> output, T document) => Write(output, document, canonical: false);

    /// <summary>
    /// Writes the canonical bytes: no whitespace, members ordered by RFC 8785, decimals in shortest form, timestamps in UTC. Equal
    /// documents give equal bytes.
    /// </summary>
    /// <exception cref="ArgumentException">A text of the document holds a lone surrogate.</exception>
    public void WriteCanonical(IBufferWriter<byte> output, T document) => Write(output, document, canonical: true);

    /// <summary>Writes the document to a new array.</summary>
    public byte[] ToUtf8Bytes(T document) => ToArray(document, canonical: false);

    /// <summary>Writes the canonical bytes to a new array.</summary>
    public byte[] ToCanonicalBytes(T document) => ToArray(document, canonical: true);

    /// <summary>The SHA-256 of the canonical bytes as 64 lower-case hexadecimal digits: equal documents have equal fingerprints.</summary>
    public string Fingerprint(T document)
    {
        using var buffer = PooledBuffer.Rent();
        Write(buffer, document, canonical: true);
        return buffer.Sha256Hex();
    }

    /// <summary>Reads the document at the reader; the result counts only when the reader has not refused it.</summary>
    protected abstract T ReadDocument(ref CanonicalReader reader);

    /// <summary>Checks the document at the reader and builds nothing.</summary>
    protected abstract void CheckDocument(ref CanonicalReader reader);

    /// <summary>Writes the document in the form the writer asks for.</summary>
    protected abstract void WriteDocument(ref CanonicalWriter writer, T document);

    private void Write(IBufferWriter<byte> output, T document, bool canonical)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(document);
        var writer = new CanonicalWriter(output, canonical);
        WriteDocument(ref writer, document);
        writer.Flush();
    }

    private byte[] ToArray(T document, bool canonical)
    {
        using var buffer = PooledBuffer.Rent();
        Write(buffer, document, canonical);
        return buffer.WrittenSpan.ToArray();
    }
}
