using Crossdock.Canonical.Rules;

namespace Crossdock.Canonical.Tests.Rules;

public sealed class OrderComparisonTests
{
    [Fact]
    public void Lines_of_another_order_are_passed_over()
    {
        var foreign = Sample.Shipment with { Lines = [Sample.Shipment.Lines[0] with { Order = new DocumentReference { Id = "SO-2", LineId = "9" } }] };

        CanonicalRules.CheckAgainstOrder(foreign, Sample.Order).ShouldBeEmpty();
    }

    [Fact]
    public void Another_unit_is_not_compared()
    {
        var cartons = Sample.Shipment with { Lines = [Sample.Shipment.Lines[0] with { Quantity = Quantity.Of(99, "XCT") }] };

        CanonicalRules.CheckAgainstOrder(cartons, Sample.Order).ShouldBeEmpty();
    }

    [Fact]
    public void A_line_without_a_line_reference_is_passed_over()
    {
        var whole = Sample.Shipment with { Lines = [Sample.Shipment.Lines[0] with { Order = new DocumentReference { Id = "SO-1001" } }] };

        CanonicalRules.CheckAgainstOrder(whole, Sample.Order).ShouldBeEmpty();
    }
}
