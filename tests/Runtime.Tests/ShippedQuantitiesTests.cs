using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;

namespace Crossdock.Runtime.Tests;

/// <summary>Each line of a shipment is found in its order by one way or by none, and counted in the order's unit.</summary>
public sealed class ShippedQuantitiesTests
{
    private static readonly Order s_order = Docs.Order("SO-1", ("SKU-1", 5, 10), ("SKU-2", 5, 10), ("SKU-2", 5, 10));

    [Fact]
    public void By_the_line_of_the_order_it_names()
    {
        var shipped = Of(Line(1) with { Order = Reference("L2") }, Line(2) with { Order = Reference("L2") }, Line(4) with { Order = Reference("L1") });

        shipped.Keys.ShouldBe(["L2", "L1"]);
        (shipped["L2"].Quantity, shipped["L1"].Quantity).ShouldBe((3m, 4m));
        shipped["L2"].Lines.Select(line => line.Quantity.Value).ShouldBe([1m, 2m]);
    }

    [Fact]
    public void By_the_line_of_the_fulfilment_request_when_it_names_no_order_line() =>
        Of(Line(1) with { FulfilmentRequest = Reference("L2"), Item = Sku("SKU-1") }).Keys.ShouldBe(["L2"]);

    [Fact]
    public void By_the_order_line_before_the_fulfilment_request() =>
        Of(Line(1) with { Order = Reference("L1"), FulfilmentRequest = Reference("L2") }).Keys.ShouldBe(["L1"]);

    [Fact]
    public void By_its_item_when_one_line_of_the_order_has_it() => Of(Line(1) with { Item = Sku("SKU-1") }).Keys.ShouldBe(["L1"]);

    [Fact]
    public void By_the_item_it_stands_for() => Of(Line(1) with { Item = Sku("SKU-9"), SubstitutedItem = Sku("SKU-1") }).Keys.ShouldBe(["L1"]);

    public static TheoryData<string, ShipmentLine> Unmatched => new()
    {
        { "a line the order does not have", Line(1) with { Order = Reference("L9"), Item = Sku("SKU-1") } },
        { "an item two lines have", Line(1) with { Item = Sku("SKU-2") } },
        { "an item no line has", Line(1) with { Item = Sku("SKU-9") } },
        { "nothing", Line(1) },
    };

    [Theory]
    [MemberData(nameof(Unmatched))]
    public void What_is_in_doubt_is_refused_with_its_pointer(string what, ShipmentLine line)
    {
        var failure = Should.Throw<ConnectorException>(() => Of(Line(1) with { Order = Reference("L1") }, line), what);

        (failure.Error.Kind, failure.Error.Pointer).ShouldBe((ErrorKind.Validation, "/lines/1/order/lineId"), what);
        failure.Error.Message.ShouldBe("No line of order SO-1 matches this line; name the order line, or supply a mapping for PostInvoice.", what);
    }

    [Fact]
    public void Items_without_any_name_do_not_match_each_other()
    {
        var order = s_order with { Lines = [s_order.Lines[0] with { Item = null }] };
        Should.Throw<ConnectorException>(() => ShippedQuantities.Of(Shipment(Line(1)), order)).Error.Pointer.ShouldBe("/lines/0/order/lineId");
    }

    [Theory]
    [InlineData("XBX", 2, 24, 1, 12, 2)]
    [InlineData("XBX", 10, 30, 10, 10, 30)]
    [InlineData("C62", 3, 30, 1, 12, 3)]
    public void In_the_unit_of_the_order_by_base_values(string unit, decimal shipped, decimal shippedBase, decimal ordered, decimal orderedBase, decimal counted)
    {
        var order = s_order with { Lines = [s_order.Lines[0] with { Quantity = new Quantity { Value = ordered, Unit = "C62", BaseValue = orderedBase } }] };
        var line = Line(1) with { Order = Reference("L1"), Quantity = new Quantity { Value = shipped, Unit = unit, BaseValue = shippedBase } };

        ShippedQuantities.Of(Shipment(line), order)["L1"].Quantity.ShouldBe(counted);
    }

    [Theory]
    [InlineData(null, 12)]
    [InlineData(24, null)]
    [InlineData(24, 0)]
    public void Another_unit_without_base_values_is_refused_with_its_pointer(int? shippedBase, int? orderedBase)
    {
        var order = s_order with { Lines = [s_order.Lines[0] with { Quantity = new Quantity { Value = 1, Unit = "C62", BaseValue = orderedBase } }] };
        var line = Line(1) with { Order = Reference("L1"), Quantity = new Quantity { Value = 2, Unit = "XBX", BaseValue = shippedBase } };

        var failure = Should.Throw<ConnectorException>(() => ShippedQuantities.Of(Shipment(line), order));

        (failure.Error.Kind, failure.Error.Pointer).ShouldBe((ErrorKind.Validation, "/lines/0/quantity/unit"));
        failure.Error.Message.ShouldBe("The unit XBX cannot be converted to C62 of the order; give base values.");
    }

    private static IReadOnlyDictionary<string, (decimal Quantity, List<ShipmentLine> Lines)> Of(params ShipmentLine[] lines) => ShippedQuantities.Of(Shipment(lines), s_order);

    private static Shipment Shipment(params ShipmentLine[] lines) => Docs.Shipment("SH-1", "SO-1") with { Lines = lines.ToValueList() };

    private static ShipmentLine Line(decimal quantity) => new() { Id = "1", Quantity = Quantity.Of(quantity) };

    private static ItemReference Sku(string sku) => new() { SellerItemId = sku };

    private static DocumentReference Reference(string line) => new() { Type = DocumentReferenceType.Order, Id = "SO-1", LineId = line };
}
