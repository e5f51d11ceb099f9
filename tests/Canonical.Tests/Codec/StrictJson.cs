using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Canonical.Tests.Codec;

/// <summary>Text that is not one strict JSON document is refused where it goes wrong.</summary>
public class StrictJson
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("{", "")]
    [InlineData("}", "")]
    [InlineData("{\"number\"", "/number")]
    [InlineData("{\"number\":", "/number")]
    [InlineData("{\"number\":\"SO-1", "/number")]
    [InlineData("{\"number\":\"SO-1\"", "/number")]
    [InlineData("{\"number\":\"SO-1\",}", "/number")]
    [InlineData("{\"number\":\"SO-1\" \"revision\":1}", "/number")]
    [InlineData("{,\"number\":\"SO-1\"}", "")]
    [InlineData("{number:1}", "")]
    [InlineData("{'number':1}", "")]
    [InlineData("{\"number\" \"SO-1\"}", "/number")]
    [InlineData("{\"number\":\"a\tb\"}", "/number")]
    [InlineData("{\"number\":\"\\x\"}", "/number")]
    [InlineData("{\"number\":\"\\u12G4\"}", "/number")]
    [InlineData("{\"number\":\"\\\"}", "/number")]
    [InlineData("{\"number\":\"\\ud800\"}", "/number")]
    [InlineData("{\"number\":\"\\udc00\\ud800\"}", "/number")]
    [InlineData("{\"number\":\"\\ud83dx\"}", "/number")]
    [InlineData("{\"nu\\ud800\":1}", "/nu\\ud800")]
    [InlineData("{\"revision\":01}", "/revision")]
    [InlineData("{\"revision\":-}", "/revision")]
    [InlineData("{\"revision\":1.}", "/revision")]
    [InlineData("{\"revision\":1e}", "/revision")]
    [InlineData("{\"revision\":+1}", "/revision")]
    [InlineData("{\"revision\":.5}", "/revision")]
    [InlineData("{\"revision\":1x}", "/revision")]
    [InlineData("{\"revision\":NaN}", "/revision")]
    [InlineData("{\"isTest\":tru}", "/isTest")]
    [InlineData("{\"isTest\":True}", "/isTest")]
    [InlineData("{\"isTest\":truex}", "/isTest")]
    [InlineData("{\"tags\":[}", "/tags/0")]
    [InlineData("{\"tags\":[\"a\",]}", "/tags/1")]
    [InlineData("{\"tags\":[\"a\" \"b\"]}", "/tags/1")]
    [InlineData("{\"tags\":[\"a\"}", "/tags/1")]
    [InlineData("{\"tags\":[\"a\"", "/tags/1")]
    [InlineData("{/*c*/\"number\":1}", "")]
    [InlineData("{\"number\":\"a\"} // c", "")]
    [InlineData("{\"extensions\":{\"a\":[1,2,]}}", "/extensions/a/2")]
    public void Malformed_text_is_refused(string text, string pointer)
    {
        var problem = Order.Codec.Parse(Encoding.UTF8.GetBytes(text)).Problems.First(problem => problem.Keyword == "json");
        problem.Pointer.ShouldBe(pointer);
    }

    [Fact]
    public void Trailing_content_is_refused() =>
        OrderProblems.Found(Order.Codec.Parse([.. OrderSample.Utf8, .. "{}"u8]).Problems).ShouldBe([" json"]);

    [Fact]
    public void Whitespace_around_and_a_byte_order_mark_are_accepted() =>
        Order.Codec.IsValid([0xEF, 0xBB, 0xBF, .. " \r\n\t"u8, .. OrderSample.Utf8, .. " \r\n\t"u8]).ShouldBeTrue();

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public void Bytes_that_are_not_UTF_8_are_refused(byte[] bytes)
    {
        var problem = Order.Codec.Parse([.. "{\"number\":\"a"u8, .. bytes, .. "\"}"u8]).Problems.ShouldHaveSingleItem();
        (problem.Pointer, problem.Keyword, problem.Found).ShouldBe(("/number", "json", "bytes that are not UTF-8"));
    }

    [Fact]
    public void A_second_property_of_the_same_name_is_refused_however_it_is_spelled()
    {
        var text = OrderSample.Text.Insert(1, "\"n\\u0075mber\":\"A\",\"number\":\"B\",");
        OrderProblems.Found(Order.Codec.Parse(Encoding.UTF8.GetBytes(text)).Problems).ShouldBe(["/number duplicate", "/number duplicate"]);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Nesting_deeper_than_32_is_refused(int arrays, bool valid)
    {
        var text = OrderSample.Text.Replace("1.50", new string('[', arrays - 1) + new string(']', arrays - 1), StringComparison.Ordinal);
        var result = Order.Codec.Parse(Encoding.UTF8.GetBytes(text));
        result.IsValid.ShouldBe(valid);
        result.Problems.Select(problem => problem.Keyword).ShouldBe(valid ? [] : ["depth"]);
    }

    [Fact]
    public void Very_deep_text_does_not_exhaust_the_stack() =>
        OrderProblems.Found(Order.Codec.Parse(Encoding.UTF8.GetBytes(new string('[', 1_000_000))).Problems).Last().ShouldEndWith(" depth");

    /// <summary>Any cut or overwritten byte gives an answer, and never one that another strict parser would not give.</summary>
    [Fact]
    public void Damaged_text_is_never_accepted_when_it_is_not_JSON()
    {
        var text = OrderSample.Utf8;
        var strict = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 };
        for (var i = 0; i < text.Length; i++)
        {
            Order.Codec.IsValid(text.AsSpan(0, i)).ShouldBeFalse();
            foreach (var b in "\"{}[],:0a\\ \0"u8)
            {
                var damaged = text.ToArray();
                damaged[i] = b;
                if (Order.Codec.IsValid(damaged))
                {
                    JsonNode.Parse(damaged, documentOptions: strict).ShouldNotBeNull();
                }

                Order.Codec.Parse(damaged).IsValid.ShouldBe(Order.Codec.IsValid(damaged));
            }
        }
    }
}
