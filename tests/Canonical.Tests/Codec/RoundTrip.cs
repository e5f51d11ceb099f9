using System.Text;

namespace Crossdock.Canonical.Tests.Codec;

public class RoundTrip
{
    private const string SmallOrder =
        """{"number":"SO-1","type":"standard","currency":"EUR","dates":{"placed":"2026-02-28T09:30:00+01:00"},"lines":[{"id":"1","type":"item","quantity":{"value":"1.50","unit":"C62"}}],"extensions":{"acme.x":{"b" : 1.0,"a":[ ]}}}""";

    [Fact]
    public void A_small_order_comes_out_as_it_went_in()
    {
        var result = Order.Codec.Parse(Encoding.UTF8.GetBytes(SmallOrder));
        string.Join("\n", result.Problems).ShouldBe("");
        Encoding.UTF8.GetString(Order.Codec.ToUtf8Bytes(result.Value!)).ShouldBe(SmallOrder);
    }
}
