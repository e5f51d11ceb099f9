using Crossdock.Canonical.Rules;
using static Crossdock.Canonical.Tests.Rules.Sample;

namespace Crossdock.Canonical.Tests.Rules;

internal static partial class RuleCases
{
    private static IEnumerable<RuleCase> StructureCases() =>
    [
        RuleCase.Order(RuleIds.RepeatedId, "/lines/1/id", order => order with { Lines = [MouseLine, ScrewLine with { Id = "1" }] }),
        RuleCase.Order(RuleIds.RepeatedId, "/payments/1/id", order => order with { Payments = [order.Payments[0], order.Payments[0]] }),
        RuleCase.Shipment(RuleIds.RepeatedId, "/handlingUnits/0/handlingUnits/0/id", shipment => shipment with { HandlingUnits = [shipment.HandlingUnits[0] with { Id = "C1" }] }),
        RuleCase.Stock(RuleIds.RepeatedId, "/movements/1/id", Movements, stock => stock with { Movements = [stock.Movements[0], stock.Movements[1] with { Id = "m1" }] }),
        RuleCase.FirstLine(RuleIds.UnresolvedReference, "/lines/0/parentLineId", line => line with { ParentLineId = "9" }),
        RuleCase.FirstLine(RuleIds.UnresolvedReference, "/lines/0/replacesLineId", line => line with { ReplacesLineId = "9" }),
        RuleCase.Order(RuleIds.UnresolvedReference, "/allowanceCharges/0/allocations/0/lineId", order => order with { AllowanceCharges = [Coupon with { Allocations = [new() { LineId = "9", Amount = Eur(1m) }] }, Shipping] }),
        RuleCase.Order(RuleIds.UnresolvedReference, "/refunds/0/paymentId", order => order with { Refunds = [order.Refunds[0] with { PaymentId = "p9" }] }),
        RuleCase.Order(RuleIds.UnresolvedReference, "/refunds/0/lines/0/lineId", order => order with { Refunds = [order.Refunds[0] with { Lines = [new RefundLine { LineId = "9" }] }] }),
        RuleCase.Order(RuleIds.UnresolvedReference, "/holds/0/lineIds/0", order => order with { Holds = [order.Holds[0] with { LineIds = ["9"] }] }),
        RuleCase.Shipment(RuleIds.UnresolvedReference, "/handlingUnits/0/contents/0/lineId", shipment => shipment with { HandlingUnits = [shipment.HandlingUnits[0] with { Contents = [Content("9", 1)] }] }),
        RuleCase.Shipment(RuleIds.UnresolvedReference, "/events/0/handlingUnitId", shipment => shipment with { Events = [shipment.Events[0] with { HandlingUnitId = "C9" }] }),
        RuleCase.Order(RuleIds.WindowOrder, "/dates/requestedDelivery", order => order with { Dates = order.Dates with { RequestedDelivery = Window(4, 2) } }),
        RuleCase.Invoice(RuleIds.WindowOrder, "/period", invoice => invoice with { Period = new Period { StartDate = new(2026, 3, 2), EndDate = new(2026, 3, 1) } }),
        RuleCase.Item(RuleIds.WindowOrder, "/prices/0/validTo", item => item with { Prices = [item.Prices[0] with { ValidTo = Monday.AddDays(-1) }] }),
        RuleCase.Order(RuleIds.DateOrder, "/dates/cancelled", order => order with { Dates = order.Dates with { Cancelled = Monday.AddDays(-1) } }),
        RuleCase.Invoice(RuleIds.DateOrder, "/dueDate", invoice => invoice with { DueDate = new(2026, 3, 2) }),
        RuleCase.Shipment(RuleIds.DateOrder, "/dates/delivered", shipment => shipment with { Dates = shipment.Dates! with { Delivered = Monday.AddDays(-1) } }),
        RuleCase.Order(RuleIds.RepeatedAxis, "/statuses/1/axis", order => order with { Statuses = [StatusFact.Of(OrderStatus.Pending), StatusFact.Of(OrderStatus.Confirmed)] }),
        RuleCase.Order(RuleIds.ReferenceCycle, "/lines/1/parentLineId", order => order with { Lines = [MouseLine with { ParentLineId = "2" }, ScrewLine with { ParentLineId = "1" }] }),
        RuleCase.FirstLine(RuleIds.ItemUnidentified, "/lines/0/item", line => line with { Item = new ItemReference { Description = "something" } }),
        RuleCase.Request(RuleIds.ItemUnidentified, "/lines/0/item", request => request with { Lines = [request.Lines[0] with { Item = new ItemReference { Name = "a name is not enough to pick" } }] }),
        RuleCase.Shipment(RuleIds.ReferenceNotListed, "/lines/0/order/id", shipment => shipment with { Orders = [new DocumentReference { Id = "SO-9" }], Lines = [shipment.Lines[0], shipment.Lines[1] with { Order = null }] }),
        RuleCase.Invoice(RuleIds.ReferenceNotListed, "/lines/0/order/id", invoice => invoice with { Orders = [new DocumentReference { Id = "SO-9" }] }),
        RuleCase.Order(RuleIds.KeySpelling, "/number", order => order with { Number = order.Number + " " }),
        RuleCase.FirstLine(RuleIds.KeySpelling, "/lines/0/item/sellerItemId", line => line with { Item = new ItemReference { SellerItemId = "Cafe\u0301" } }),
        RuleCase.FirstLine(RuleIds.KeySpelling, "/lines/0/location/code", line => line with { Location = new LocationReference { Code = "WH\u00A01" } }),
        RuleCase.Shipment(RuleIds.KeySpelling, "/orders/0/id", shipment => shipment with { Orders = [new DocumentReference { Id = "SO-1\t" }], Lines = [.. shipment.Lines.Select(line => line with { Order = null })] }),
        RuleCase.Invoice(RuleIds.KeySpelling, "/lines/0/order/id", invoice => invoice with { Orders = [], Lines = [invoice.Lines[0] with { Order = new DocumentReference { Id = " SO-1" } }, .. invoice.Lines.AsSpan()[1..]] }),
        RuleCase.Item(RuleIds.KeySpelling, "/sku", item => item with { Sku = "A\u200B1" }),
        RuleCase.Order(RuleIds.NegativeQuantity, "/lines/1/quantity/value", order => order with { Lines = [MouseLine, ScrewLine with { Quantity = Quantity.Of(-20), LineExtensionAmount = Eur(-10m) }] }),
        RuleCase.FirstLine(RuleIds.NegativeRung, "/lines/0/quantities/backordered", line => line with { Quantities = line.Quantities! with { Backordered = -1 } }),
        RuleCase.FirstLine(RuleIds.CancelledExceedsOrdered, "/lines/0/quantities/cancelled", line => line with { Quantities = new QuantityLadder { Ordered = 4, Cancelled = 5 } }),
        RuleCase.FirstLine(RuleIds.LadderOrder, "/lines/0/quantities/delivered", line => line with { Quantities = line.Quantities! with { Delivered = 3 } }),
        RuleCase.FirstLine(RuleIds.LadderOrder, "/lines/0/quantities/shipped", line => line with { Quantities = line.Quantities! with { Shipped = 5 } }),
        RuleCase.Order(RuleIds.QuantityConversion, "/lines/1/quantity/baseValue", order => order with { Lines = [MouseLine, ScrewLine with { Quantity = ScrewLine.Quantity with { BaseValue = 21 } }] }),
    ];
}
