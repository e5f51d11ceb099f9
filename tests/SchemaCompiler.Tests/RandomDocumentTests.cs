using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Crossdock.Canonical;
using Crossdock.Generators.SchemaCompiler.Schema;
using Crossdock.SchemaCompiler.Tests.Contracts;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>Properties that hold for every document of every type.</summary>
public class RandomDocumentTests
{
    private static readonly SchemaSet s_canonical = SchemaFolder.Read(Repository.CanonicalSchemas);
    private static readonly SchemaSet s_samples = SchemaFolder.Read(Repository.SampleSchemas);

    [Fact]
    public void Every_document_type_is_covered() =>
        s_canonical.Objects.Where(node => node.Document is not null).Select(node => node.Name)
            .ShouldBe(["FulfilmentRequest", "Inventory", "Invoice", "Item", "Order", "OrderAcknowledgement", "Payment", "Shipment"]);

    [Fact]
    public void Order() => Holds<Canonical.Order>(s_canonical);

    [Fact]
    public void OrderAcknowledgement() => Holds<OrderAcknowledgement>(s_canonical);

    [Fact]
    public void FulfilmentRequest() => Holds<FulfilmentRequest>(s_canonical);

    [Fact]
    public void Item() => Holds<Item>(s_canonical);

    [Fact]
    public void Inventory() => Holds<Inventory>(s_canonical);

    [Fact]
    public void Shipment() => Holds<Shipment>(s_canonical);

    [Fact]
    public void Invoice() => Holds<Invoice>(s_canonical);

    [Fact]
    public void Payment() => Holds<Payment>(s_canonical);

    [Fact]
    public void Sample() => Holds<Sample>(s_samples);

    private static void Holds<T>(SchemaSet schemas)
        where T : class, ICanonicalDocument<T>
    {
        var node = schemas.Objects.Single(node => node.Name == typeof(T).Name);
        Gen.Int.Sample(seed => Holds(T.Codec, node, new Random(seed)), iter: 100, threads: 1);
    }

    private static void Holds<T>(DocumentCodec<T> codec, ObjectNode node, Random random)
        where T : class
    {
        var content = new RandomDocuments(random).Next(node, random.NextDouble() * 0.6);
        var text = Spelling.Of(content, random);
        Agreement.Of(codec, text).ShouldBeTrue(Explain(codec, text));
        var document = codec.Parse(text).Value!;

        // What is written is what was read, apart from spelling and empty optional lists.
        var written = codec.ToUtf8Bytes(document);
        JsonNode.DeepEquals(Normal.Form(JsonNode.Parse(written)!), Normal.Form(content)).ShouldBeTrue(Encoding.UTF8.GetString(written));
        codec.Parse(written).Value.ShouldBe(document);
        codec.ToUtf8Bytes(codec.Parse(written).Value!).ShouldBe(written);

        // Another spelling of the same content is the same document with the same canonical bytes.
        var other = codec.Parse(Spelling.Of(content, random)).Value!;
        var canonical = codec.ToCanonicalBytes(document);
        codec.ToCanonicalBytes(other).ShouldBe(canonical);
        codec.Fingerprint(other).ShouldBe(codec.Fingerprint(document));
        codec.ToCanonicalBytes(codec.Parse(canonical).Value!).ShouldBe(canonical);
        Canonical(JsonNode.Parse(canonical)!);

        // Broken in one place, all ways of asking still agree, and so does another validator.
        Mutation.Apply(content, random);
        text = Spelling.Of(content, random);
        Agreement.Of(codec, text);
        OtherValidator.Agrees(node, codec.Validate(text), content);
    }

    /// <summary>Members are in ordinal order everywhere.</summary>
    private static void Canonical(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                members.Select(member => member.Key).ShouldBe(members.Select(member => member.Key).Order(StringComparer.Ordinal));
                members.ToList().ForEach(member => Canonical(member.Value));
                break;
            case JsonArray items:
                items.ToList().ForEach(Canonical);
                break;
        }
    }

    private static string Explain<T>(DocumentCodec<T> codec, byte[] text)
        where T : class => string.Join('\n', codec.Validate(text)) + "\n" + Encoding.UTF8.GetString(text);
}
