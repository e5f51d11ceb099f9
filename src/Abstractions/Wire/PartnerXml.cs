using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Crossdock.Wire;

/// <summary>
/// The one way to read XML that a partner sent. Document type definitions are refused, nothing outside of the text is ever fetched, and size, depth and
/// number of nodes are bounded; the text is checked whole before the first element is handed out.
/// </summary>
/// <remarks>
/// What is wrong is a problem with the keyword <c>xml</c>, <c>xml-dtd</c>, <c>xml-depth</c>, <c>xml-nodes</c> or <c>xml-size</c> and names line and
/// position, never the content. Not for your own files: those need no caution.
/// </remarks>
public static class PartnerXml
{
    /// <summary>Reads a document, with the line of every element.</summary>
    /// <param name="xml">The text as received; its encoding is found as XML says.</param>
    /// <param name="limits">Its limits; null for the default.</param>
    /// <exception cref="ConnectorException">It cannot be taken; <see cref="ErrorKind.Validation"/>.</exception>
    public static XDocument Load(ReadOnlyMemory<byte> xml, PartnerXmlLimits? limits = null) =>
        TryLoad(xml, limits, out var document, out var problem)
            ? document
            : throw new ConnectorException(new ConnectorError { Kind = ErrorKind.Validation, Message = problem.Message, RemoteCode = problem.Code });

    /// <summary>Reads a document, or says why not.</summary>
    /// <param name="xml">The text as received.</param>
    /// <param name="limits">Its limits; null for the default.</param>
    /// <param name="document">The document.</param>
    /// <param name="problem">The problem, for the change or the refusal it leads to.</param>
    public static bool TryLoad(
        ReadOnlyMemory<byte> xml,
        PartnerXmlLimits? limits,
        [NotNullWhen(true)] out XDocument? document,
        [NotNullWhen(false)] out DocumentProblem? problem)
    {
        problem = Check(xml, limits ?? PartnerXmlLimits.Default);
        document = null;
        if (problem is null)
        {
            using var reader = Open(xml);
            document = XDocument.Load(reader, LoadOptions.SetLineInfo);
        }

        return document is not null;
    }

    /// <summary>Reads a document forward, without building it. The text is checked first, so what fails after that is the content.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="xml">The text as received.</param>
    /// <param name="read">Reads it; what it throws becomes a <see cref="ConnectorException"/> that names the line.</param>
    /// <param name="limits">Its limits; null for the default.</param>
    /// <exception cref="ConnectorException">It cannot be taken; <see cref="ErrorKind.Validation"/>.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> xml, Func<XmlReader, T> read, PartnerXmlLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Check(xml, limits ?? PartnerXmlLimits.Default) is { } problem)
        {
            throw new ConnectorException(new ConnectorError { Kind = ErrorKind.Validation, Message = problem.Message, RemoteCode = problem.Code });
        }

        using var reader = Open(xml);
        try
        {
            return read(reader);
        }
        catch (Exception failure) when (failure is XmlException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            throw new ConnectorException(new ConnectorError
            {
                Kind = ErrorKind.Validation,
                Message = $"The XML has content that cannot be read ({failure.GetType().Name}) before {PlaceOf((IXmlLineInfo)reader)}; correct it at the sender.",
                RemoteCode = "xml",
            });
        }
    }

    private static DocumentProblem? Check(ReadOnlyMemory<byte> xml, PartnerXmlLimits limits)
    {
        if (xml.Length > limits.MaxBytes)
        {
            return Problem("xml-size", $"found {xml.Length} bytes, allowed {limits.MaxBytes}; split the document.");
        }

        using var reader = Open(xml);
        var lines = (IXmlLineInfo)reader;
        var nodes = 0L;
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                nodes += 1 + reader.AttributeCount;
                if (reader.Depth >= limits.MaxDepth)
                {
                    return Problem("xml-depth", $"found more than {limits.MaxDepth} levels of elements at {PlaceOf(lines)}.");
                }

                if (nodes > limits.MaxNodes)
                {
                    return Problem("xml-nodes", $"found more than {limits.MaxNodes} elements and attributes at {PlaceOf(lines)}; split the document.");
                }
            }

            return null;
        }
        catch (XmlException malformed)
        {
            // The reader's own words quote the text. It stops at a definition before it looks at what is defined.
            var place = string.Create(CultureInfo.InvariantCulture, $"line {malformed.LineNumber}, position {malformed.LinePosition}");
            return nodes == 0 && HoldsDefinition(xml.Span)
                ? Problem("xml-dtd", $"found a document type definition before {place}; it is never read. Send the document without DOCTYPE.")
                : Problem("xml", $"found text that is not well-formed XML at {place}; correct it at the sender.");
        }
    }

#pragma warning disable RS0030 // the one place where the settings are made, safe ones
    private static XmlReader Open(ReadOnlyMemory<byte> xml) => XmlReader.Create(
        Bytes(xml),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1, // none are left without definitions; 0 would mean no limit
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
#pragma warning restore RS0030

    private static MemoryStream Bytes(ReadOnlyMemory<byte> xml) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(xml, out var part) && part.Array is { } array
            ? new MemoryStream(array, part.Offset, part.Count, writable: false)
            : new MemoryStream(xml.ToArray(), writable: false);

    private static bool HoldsDefinition(ReadOnlySpan<byte> xml) => xml.IndexOf("<!DOCTYPE"u8) >= 0 || xml.IndexOf("<\0!\0D\0O\0C\0"u8) >= 0;

    private static string PlaceOf(IXmlLineInfo lines) => string.Create(CultureInfo.InvariantCulture, $"line {lines.LineNumber}, position {lines.LinePosition}");

    private static DocumentProblem Problem(string code, string message) => new("", code, message);
}
