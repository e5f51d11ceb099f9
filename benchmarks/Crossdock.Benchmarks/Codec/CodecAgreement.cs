using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>Makes sure that everyone in a benchmark does the same work, before it is measured.</summary>
public static class CodecAgreement
{
    /// <summary>Fails unless codec and peers read the same content from a valid document.</summary>
    public static void OnValid(byte[] document)
    {
        var result = Order.Codec.Parse(document);
        Require(result.IsValid, $"the codec refuses the document: {string.Join("; ", result.Problems)}");
        Require(Order.Codec.IsValid(document) && Order.Codec.Validate(document).Count == 0, "validating and parsing disagree");
        Require(PeerReaders.NJsonSchema(document) == 0, "NJsonSchema refuses the document");

        var content = Form(document);
        Same(content, Order.Codec.ToUtf8Bytes(result.Value!), "the codec's");
        Same(content, Write(PeerReaders.SourceGenerated, PeerReaders.SourceGenerated(document)), "the source-generated serialiser's");
        Same(content, Write(PeerReaders.Reflection, PeerReaders.Reflection(document)), "the reflecting serialiser's");
        Same(content, PeerReaders.Newtonsoft(PeerReaders.Newtonsoft(document)), "Newtonsoft's");
    }

    /// <summary>Fails unless the document is refused by those who validate.</summary>
    public static void OnInvalid(byte[] document)
    {
        Require(!Order.Codec.IsValid(document), "the codec accepts the broken document");
        Require(Order.Codec.Validate(document).Count == 1, "the codec does not find exactly one problem");
    }

    private static void Same(JsonNode expected, byte[] written, string whose) =>
        Require(JsonNode.DeepEquals(expected, Form(written)), $"{whose} output is not what was read: {Encoding.UTF8.GetString(written)}");

    /// <summary>Content with timestamps in one spelling: serialisers differ in trailing zeros.</summary>
    private static JsonNode Form(byte[] document)
    {
        var order = JsonNode.Parse(document)!;
        Visit(order);
        return order;
    }

    private static void Visit(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue text && text.TryGetValue<string>(out var content) && content.Length >= 20 && content[10] == 'T')
                    {
                        members[name] = DateTimeOffset.Parse(content, System.Globalization.CultureInfo.InvariantCulture);
                    }
                    else if (value is not null)
                    {
                        Visit(value);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Visit(item!);
                }

                break;
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter, PeerOrder> write, PeerOrder order)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, PeerReaders.FastestWriter);
        write(writer, order);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The candidates disagree: {fault}");
        }
    }
}
