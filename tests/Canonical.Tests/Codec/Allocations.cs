namespace Crossdock.Canonical.Tests.Codec;

/// <summary>What reading costs the garbage collector.</summary>
public class Allocations
{
    [Fact]
    public void Validating_a_valid_document_allocates_nothing()
    {
        var text = OrderSample.Utf8;
        Order.Codec.Validate(text).ShouldBeEmpty();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Order.Codec.Validate(text);
        Order.Codec.IsValid(text);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Codes_that_come_again_are_one_string()
    {
        var order = Order.Codec.Parse(OrderSample.Utf8).Value!;
        ReferenceEquals(order.Currency, order.Lines[0].Price!.Amount.Currency).ShouldBeTrue();
        ReferenceEquals(order.Lines[0].Quantity.Unit, order.Lines[1].Quantity.Unit).ShouldBeTrue();
    }
}
