using System.Buffers;
using System.Text.Json;
using Crossdock.Benchmarks.Codec.Peers;
using Crossdock.Benchmarks.Summary;
using Crossdock.Canonical;

namespace Crossdock.Benchmarks.Codec;

/// <summary>The codec's figures for the summary.</summary>
public sealed class CodecFigures : IFigureSource
{
    private const string SourceGenerated = "System.Text.Json source-generated";

    /// <inheritdoc />
    public string Title => $"Codec: an order of {OrderDocuments.Headline.Length:N0} bytes with 4 lines, and variants";

    /// <inheritdoc />
    public IEnumerable<Figure> Measure() => [.. Reading(), .. Refusing(), .. Writing(), .. Variants()];

    private static IEnumerable<Figure> Reading()
    {
        var text = OrderDocuments.Headline;
        CodecAgreement.OnValid(text);
        var race = Race.Run(
            new("parse", () => Order.Codec.Parse(text)),
            new("validate", () => Order.Codec.Validate(text)),
            new("JsonSerializer", () => JsonSerializer.Deserialize<Order>(text)),
            new(SourceGenerated, () => PeerReaders.SourceGenerated(text)),
            new("System.Text.Json reflection", () => PeerReaders.Reflection(text)),
            new("Newtonsoft.Json", () => PeerReaders.Newtonsoft(text)),
            new("NJsonSchema + Newtonsoft.Json", () =>
            {
                PeerReaders.NJsonSchema(text);
                PeerReaders.Newtonsoft(text);
            }),
            new("Utf8JsonReader scan (limit)", () => PeerReaders.Scan(text)));
        yield return race.Compare("parse + validate + materialise", "parse", SourceGenerated, Goal.AtMost(0.85));
        yield return race.Compare("validate only", "validate", SourceGenerated, Goal.AtMost(0.55));
        yield return race.Compare("parse + validate + materialise", "parse", "System.Text.Json reflection");
        yield return race.Compare("parse + validate + materialise", "parse", "Newtonsoft.Json");
        yield return race.Compare("parse + validate + materialise", "parse", "NJsonSchema + Newtonsoft.Json");
        yield return race.Compare("validate only", "validate", "Utf8JsonReader scan (limit)");
        yield return race.Compare("the same through JsonSerializer.Deserialize", "JsonSerializer", SourceGenerated);
    }

    private static IEnumerable<Figure> Refusing()
    {
        var text = OrderDocuments.FailingLate(OrderDocuments.Headline);
        CodecAgreement.OnInvalid(text);
        var race = Race.Run(
            new("full report", () => Order.Codec.Validate(text)),
            new("fail fast", () => Order.Codec.IsValid(text)),
            new("parse, full report", () => Order.Codec.Parse(text)),
            new("parse, fail fast", () => Order.Codec.TryParse(text, out _)));
        yield return race.Compare("refusing a late mistake, all problems", "full report", "fail fast", Goal.AtMost(2));
        yield return race.Compare("the same while materialising", "parse, full report", "parse, fail fast", Goal.AtMost(2));
    }

    private static IEnumerable<Figure> Writing()
    {
        var text = OrderDocuments.Headline;
        var order = Order.Codec.Parse(text).Value!;
        var peer = PeerReaders.SourceGenerated(text);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        var writer = new Utf8JsonWriter(buffer, PeerReaders.FastestWriter);
        var race = Race.Run(
            new("write", () =>
            {
                buffer.ResetWrittenCount();
                Order.Codec.Write(buffer, order);
            }),
            new("canonical", () =>
            {
                buffer.ResetWrittenCount();
                Order.Codec.WriteCanonical(buffer, order);
            }),
            new("fingerprint", () => Order.Codec.Fingerprint(order)),
            new(SourceGenerated, () =>
            {
                buffer.ResetWrittenCount();
                writer.Reset();
                PeerReaders.SourceGenerated(writer, peer);
            }),
            new("System.Text.Json reflection", () =>
            {
                buffer.ResetWrittenCount();
                writer.Reset();
                PeerReaders.Reflection(writer, peer);
            }),
            new("Newtonsoft.Json", () => PeerReaders.Newtonsoft(peer)));
        yield return race.Compare("serialise into a pooled buffer", "write", SourceGenerated, Goal.AtMost(0.95));
        yield return race.Compare("fingerprint of canonical bytes", "fingerprint", SourceGenerated, Goal.AtMost(1.3));
        yield return race.Compare("canonical bytes", "canonical", SourceGenerated);
        yield return race.Compare("fingerprint, SHA-256 included", "fingerprint", "write");
        yield return race.Compare("serialise into a pooled buffer", "write", "System.Text.Json reflection");
        yield return race.Compare("serialise into a pooled buffer", "write", "Newtonsoft.Json");
    }

    private static IEnumerable<Figure> Variants()
    {
        var headline = OrderDocuments.Headline;
        foreach (var (name, text) in new[]
        {
            ("1 KB", OrderDocuments.OfKilobytes(1)),
            ("64 KB", OrderDocuments.OfKilobytes(64)),
            ("512 KB", OrderDocuments.OfKilobytes(512)),
            ("shuffled members", OrderDocuments.Shuffled(headline)),
            ("escaped strings", OrderDocuments.Escaped(headline)),
        })
        {
            CodecAgreement.OnValid(text);
            var race = Race.Run(
                new("parse", () => Order.Codec.Parse(text)),
                new("validate", () => Order.Codec.Validate(text)),
                new(SourceGenerated, () => PeerReaders.SourceGenerated(text)));
            yield return race.Compare($"parse + validate + materialise, {name}", "parse", SourceGenerated, Goal.AtMost(0.85));
            yield return race.Compare($"validate only, {name}", "validate", SourceGenerated, Goal.AtMost(0.55));
        }
    }
}
