using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Canonical.Tests.Codec;

/// <summary>System.Text.Json uses the codecs without being told to.</summary>
public partial class SystemTextJson
{
    [Fact]
    public void Plain_options_use_the_codec()
    {
        var order = JsonSerializer.Deserialize<Order>(OrderSample.Utf8);
        order.ShouldBe(Order.Codec.Parse(OrderSample.Utf8).Value);
        JsonSerializer.SerializeToUtf8Bytes(order).ShouldBe(Order.Codec.ToUtf8Bytes(order!));
    }

    [Fact]
    public void A_source_generated_context_uses_the_codec()
    {
        var envelope = new Envelope("t1", Order.Codec.Parse(OrderSample.Utf8).Value!, OrderType.DropShip, null, PriceOf("1.50"), StatusConfidence.Asserted);
        var text = JsonSerializer.Serialize(envelope, JsonContext.Default.Envelope);
        text.ShouldContain("\"Type\":\"dropShip\"");
        text.ShouldContain("\"Money\":{\"amount\":\"1.50\",\"currency\":\"EUR\"}");
        JsonSerializer.Deserialize(text, JsonContext.Default.Envelope).ShouldBe(envelope);
    }

    [Fact]
    public void The_resolver_alone_serves_a_host_without_reflection()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = CanonicalJson.TypeInfoResolver };
        var order = (Order)JsonSerializer.Deserialize(OrderSample.Utf8, options.GetTypeInfo(typeof(Order)))!;
        JsonSerializer.SerializeToUtf8Bytes(order, options.GetTypeInfo(typeof(Order))).ShouldBe(Order.Codec.ToUtf8Bytes(order));
        CanonicalJson.TypeInfoResolver.GetTypeInfo(typeof(string), options).ShouldBeNull();
    }

    [Fact]
    public void Every_document_and_definition_has_a_contract()
    {
        var options = new JsonSerializerOptions();
        var types = typeof(Order).Assembly.GetExportedTypes().Where(type => type.GetCustomAttributes(typeof(JsonConverterAttribute), false).Length > 0).ToList();
        types.Count.ShouldBeGreaterThan(100);
        types.ShouldAllBe(type => CanonicalJson.TypeInfoResolver.GetTypeInfo(type, options) != null);
    }

    [Fact]
    public void A_refused_document_throws_with_all_problems()
    {
        var fault = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Order>("""{"number":"","currency":"EUR"}""")).ShouldBeOfType<CanonicalJsonException>();
        OrderProblems.Found(fault.Problems).ShouldBe(["/dates required", "/lines required", "/number minLength"]);
        fault.Message.ShouldContain("/number: minLength: found \"\", allowed at least 1 characters");
    }

    [Fact]
    public async Task A_stream_in_small_pieces_is_read_whole()
    {
        var options = new JsonSerializerOptions { DefaultBufferSize = 16 };
        using var stream = new MemoryStream(OrderSample.Utf8);
        (await JsonSerializer.DeserializeAsync<Order>(stream, options, TestContext.Current.CancellationToken)).ShouldBe(Order.Codec.Parse(OrderSample.Utf8).Value);
    }

    private static Money PriceOf(string amount) => new() { Amount = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency = "EUR" };

    private sealed record Envelope(string Tenant, Order Order, OrderType Type, OrderType? Other, Money? Money, StatusConfidence Confidence);

    [JsonSerializable(typeof(Envelope))]
    private sealed partial class JsonContext : JsonSerializerContext;
}
