using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Canonical.Tests.Codec;

/// <summary>What was read is written, and the canonical form depends on content only.</summary>
public class RoundTrip
{
    private const string Compact =
        """{"number":"SO-1","type":"standard","currency":"EUR","dates":{"placed":"2026-02-28T09:30:00+01:00"},"lines":[{"id":"1","type":"item","quantity":{"value":"1.50","unit":"C62"}}],"extensions":{"acme.x":{"b" : 1.0,"a":[ ]},"acme.w":"\u0041"}}""";

    [Theory]
    [InlineData("order", Compact)]
    [InlineData("unknown values of open sets", """{"number":"1","type":"acme-special","currency":"EUR","dates":{"placed":"2026-02-28T09:30:00Z"},"statuses":[{"axis":"my axis","code":"weird \"code\""}],"lines":[{"id":"1","type":"future","quantity":{"value":"1","unit":"C62"}}]}""")]
    [InlineData("decimals keep their scale", """{"number":"1","currency":"EUR","dates":{"placed":"2026-02-28T09:30:00Z"},"lines":[{"id":"1","type":"item","quantity":{"value":"-0.0100","unit":"C62"},"price":{"amount":{"amount":"79228162514264337593543950335","currency":"EUR"},"baseQuantity":{"value":"100.000","unit":"C62"}}}]}""")]
    [InlineData("text beyond ASCII", """{"number":"Zoë 漢字 🙂 \"\\/\n\u0001","currency":"EUR","dates":{"placed":"2026-02-28T09:30:00.1234567-05:30"},"lines":[{"id":"1","type":"item","quantity":{"value":"1","unit":"C62"}}]}""")]
    public void What_was_read_is_written(string what, string text)
    {
        var document = Order.Codec.Parse(Encoding.UTF8.GetBytes(text)).Value.ShouldNotBeNull(what);
        Encoding.UTF8.GetString(Order.Codec.ToUtf8Bytes(document)).ShouldBe(text, what);
    }

    [Fact]
    public void Canonical_bytes_are_ordered_and_in_shortest_form()
    {
        var document = Order.Codec.Parse(Encoding.UTF8.GetBytes(Compact)).Value!;
        Encoding.UTF8.GetString(Order.Codec.ToCanonicalBytes(document)).ShouldBe(
            """{"currency":"EUR","dates":{"placed":"2026-02-28T08:30:00Z"},"extensions":{"acme.w":"A","acme.x":{"a":[],"b":1.0}},"lines":[{"id":"1","quantity":{"unit":"C62","value":"1.5"},"type":"item"}],"number":"SO-1","type":"standard"}""");
    }

    [Theory]
    [InlineData("1.10", "1.1")]
    [InlineData("100", "100")]
    [InlineData("100.00", "100")]
    [InlineData("0.00", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("-5.50", "-5.5")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void Canonical_decimals_are_as_short_as_possible(string read, string written) =>
        Canonical(Compact.Replace("1.50", read, StringComparison.Ordinal)).ShouldContain($"\"value\":\"{written}\"");

    [Theory]
    [InlineData("2026-02-28T09:30:00+01:00", "2026-02-28T08:30:00Z")]
    [InlineData("2026-01-01T00:30:00.500+05:45", "2025-12-31T18:45:00.5Z")]
    [InlineData("2026-02-28T09:30:00-00:00", "2026-02-28T09:30:00Z")]
    public void Canonical_timestamps_are_in_UTC(string read, string written) =>
        Canonical(Compact.Replace("2026-02-28T09:30:00+01:00", read, StringComparison.Ordinal)).ShouldContain($"\"placed\":\"{written}\"");

    [Fact]
    public void Equal_documents_have_equal_fingerprints_and_others_do_not()
    {
        var document = Order.Codec.Parse(OrderSample.Utf8).Value!;
        var same = Order.Codec.Parse(OrderSample.With(order =>
        {
            var number = order["number"]!.DeepClone();
            order.Remove("number");
            order["number"] = number;
            OrderSample.At(order, "lines", 0, "price", "amount")["amount"] = "12.5";
        })).Value!;
        var other = document with { Number = "SO-1002" };

        (same with { Extensions = document.Extensions }).ShouldBe(document);
        Order.Codec.Fingerprint(same).ShouldBe(Order.Codec.Fingerprint(document));
        Order.Codec.Fingerprint(document).ShouldMatch("^[0-9a-f]{64}$");
        other.ShouldNotBe(document);
        Order.Codec.Fingerprint(other).ShouldNotBe(Order.Codec.Fingerprint(document));
    }

    [Fact]
    public void An_empty_optional_list_is_an_absent_one()
    {
        var document = Order.Codec.Parse(OrderSample.With(order => order["notes"] = new JsonArray())).Value!;
        document.Notes.ShouldBe(default);
        Encoding.UTF8.GetString(Order.Codec.ToUtf8Bytes(document)).ShouldNotContain("notes");
    }

    [Fact]
    public void Text_with_a_lone_surrogate_cannot_be_written()
    {
        var document = Order.Codec.Parse(OrderSample.Utf8).Value!;
        Should.Throw<ArgumentException>(() => Order.Codec.ToUtf8Bytes(document with { Number = "a\uD800" })).Message.ShouldContain("lone surrogate");
        Should.Throw<ArgumentException>(() => Order.Codec.ToUtf8Bytes(document with { Number = "\"\uDC00" })).Message.ShouldContain("lone surrogate");
    }

    [Fact]
    public void A_document_larger_than_any_buffer_is_written_whole()
    {
        var order = Order.Codec.Parse(OrderSample.Utf8).Value!;
        var large = order with { Lines = [.. Enumerable.Range(1, 5000).Select(i => order.Lines[0] with { Id = $"{i}", Description = new string('é', 1 + (i % 200)) })] };
        Order.Codec.Parse(Order.Codec.ToUtf8Bytes(large)).Value.ShouldBe(large);
    }

    private static string Canonical(string text) => Encoding.UTF8.GetString(Order.Codec.ToCanonicalBytes(Order.Codec.Parse(Encoding.UTF8.GetBytes(text)).Value!));
}
