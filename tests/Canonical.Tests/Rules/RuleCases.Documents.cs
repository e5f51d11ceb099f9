using Crossdock.Canonical.Rules;
using static Crossdock.Canonical.Tests.Rules.Sample;

namespace Crossdock.Canonical.Tests.Rules;

internal static partial class RuleCases
{
    private static IEnumerable<RuleCase> DocumentCases() =>
    [
        RuleCase.FirstLine(RuleIds.CurrentQuantity, "/lines/0/quantity/value", line => line with { Quantities = new QuantityLadder { Ordered = 4 } }),
        RuleCase.FirstLine(RuleIds.CommentWithAmount, "/lines/0", line => line with { Type = OrderLineType.Comment }),
        RuleCase.FirstLine(RuleIds.BundleComponentParent, "/lines/0/parentLineId", line => line with { Type = OrderLineType.BundleComponent, ParentLineId = "2" }),
        RuleCase.FirstLine(RuleIds.ScheduleSum, "/lines/0/deliverySchedule", line => line with { DeliverySchedule = [line.DeliverySchedule[0]] }),

        RuleCase.Acknowledgement(RuleIds.AnsweredQuantity, "/lines/0/acknowledgements", ack => ack with { Lines = [ack.Lines[0] with { OrderedQuantity = Quantity.Of(4) }] }),
        RuleCase.Acknowledgement(RuleIds.AddedLine, "/lines/1/orderLineId", ack => ack with { Lines = [ack.Lines[0], ack.Lines[1] with { OrderLineId = "2" }] }),
        RuleCase.Acknowledgement(RuleIds.AddedLine, "/lines/0/orderLineId", ack => ack with { Lines = [ack.Lines[0] with { OrderLineId = null }] }),
        RuleCase.Acknowledgement(RuleIds.ContradictingAnswers, "/code", ack => ack with { Code = AcknowledgementCode.Rejected }),
        RuleCase.Make(RuleIds.AcknowledgedLineUnknown, "/lines/0/orderLineId", Sample.Acknowledgement, ack => ack with { Lines = [ack.Lines[0] with { OrderLineId = "9" }] }, ack => CanonicalRules.CheckAgainstOrder(ack, Sample.Order)),

        RuleCase.Request(RuleIds.NothingToFulfil, "/lines/0/quantity/value", request => request with { Lines = [request.Lines[0] with { Quantity = Quantity.Of(0) }] }),
        RuleCase.Request(RuleIds.ShipToMissing, "/parties", request => request with { Parties = [] }),

        RuleCase.Shipment(RuleIds.ContentsExceedLine, "/lines/1/quantity", shipment => shipment with { Lines = [shipment.Lines[0], shipment.Lines[1] with { Quantity = Quantity.Of(4) }] }),
        RuleCase.Shipment(RuleIds.ContentsIncomplete, "/lines/1/quantity", shipment => shipment with { Lines = [shipment.Lines[0], shipment.Lines[1] with { Quantity = Quantity.Of(6) }] }),
        RuleCase.Shipment(RuleIds.RepeatedSerial, "/lines/0/instances/1/serialNumber", shipment => shipment with { Lines = [shipment.Lines[0] with { Instances = [new ItemInstance { SerialNumber = "A1" }, new ItemInstance { SerialNumber = "A1" }] }, shipment.Lines[1]] }),
        RuleCase.Shipment(RuleIds.RepeatedSscc, "/handlingUnits/1/sscc", shipment => shipment with { HandlingUnits = [shipment.HandlingUnits[0], new HandlingUnit { Id = "P2", Sscc = "340123450000000000" }] }),
        RuleCase.Shipment(RuleIds.NetAboveGross, "/netWeight", shipment => shipment with { NetWeight = new Measure { Value = 4, Unit = "KGM" } }),
        RuleCase.Make(RuleIds.ShippedLineUnknown, "/lines/0/order/lineId", Sample.Shipment, shipment => shipment with { Lines = [shipment.Lines[0] with { Order = new DocumentReference { Id = "SO-1001", LineId = "9" } }] }, shipment => CanonicalRules.CheckAgainstOrder(shipment, Sample.Order)),
        RuleCase.Make(RuleIds.ShippedMoreThanOrdered, "/lines/1/quantity/value", Sample.Shipment, shipment => shipment with { Lines = [shipment.Lines[0], shipment.Lines[0] with { Id = "3" }] }, shipment => CanonicalRules.CheckAgainstOrder(shipment, Sample.Order)),

        RuleCase.Invoice(RuleIds.PrecedingInvoiceMissing, "/precedingInvoices", invoice => invoice with { TypeCode = InvoiceTypeCode.Code381 }),
        RuleCase.Invoice(RuleIds.TaxCurrencyAmount, "/taxAmountInTaxCurrency", invoice => invoice with { TaxAmountInTaxCurrency = null }),
        RuleCase.Invoice(RuleIds.TaxCurrencyAmount, "/taxAmountInTaxCurrency", invoice => invoice with { TaxCurrency = "NOK" }),
        RuleCase.Invoice(RuleIds.PartyMissing, "/parties", invoice => invoice with { Parties = [invoice.Parties[1]] }),
        RuleCase.Invoice(RuleIds.DueDateMissing, "/dueDate", invoice => invoice with { DueDate = null }),
        RuleCase.Invoice(RuleIds.ExemptionReasonMissing, "/taxes/1/exemptionReasonCode", invoice => invoice with { Taxes = [invoice.Taxes[0], invoice.Taxes[1] with { ExemptionReasonCode = null }] }),
        RuleCase.Invoice(RuleIds.PrepaymentSum, "/prepayments", invoice => invoice with { Prepayments = [new InvoicePrepayment { Amount = Eur(6.99m) }] }),
        RuleCase.Invoice(RuleIds.CommentWithAmount, "/lines/1", invoice => invoice with { Lines = [invoice.Lines[0], invoice.Lines[1] with { Type = InvoiceLineType.Comment }] }),
        RuleCase.Make(RuleIds.InvoicedLineUnknown, "/lines/0/order/lineId", Sample.Invoice, invoice => invoice with { Lines = [invoice.Lines[0] with { Order = new DocumentReference { Id = "SO-1001", LineId = "9" } }] }, invoice => CanonicalRules.CheckAgainstOrder(invoice, Sample.Order)),
        RuleCase.Make(RuleIds.InvoicedMoreThanOrdered, "/lines/0/quantity/value", Sample.Invoice, invoice => invoice with { Lines = [invoice.Lines[0] with { Quantity = Quantity.Of(4) }] }, invoice => CanonicalRules.CheckAgainstOrder(invoice, Sample.Order)),

        RuleCase.Item(RuleIds.PackQuantity, "/units/1/quantityInBase", item => item with { Units = [item.Units[0], item.Units[1] with { QuantityInBase = 0 }] }),
        RuleCase.Item(RuleIds.PackQuantity, "/units/0/quantityInBase", item => item with { Units = [item.Units[0] with { QuantityInBase = 2 }] }),
        RuleCase.Item(RuleIds.RepeatedUnit, "/units/1/unit", item => item with { Units = [item.Units[1], item.Units[1] with { Gtin = null }] }),
        RuleCase.Item(RuleIds.RepeatedGtin, "/units/1/gtin", item => item with { Units = [item.Units[0], item.Units[1] with { Gtin = item.Units[0].Gtin }] }),
        RuleCase.Item(RuleIds.ComponentsMissing, "/components", item => item with { Type = ItemType.Kit }),
        RuleCase.Item(RuleIds.SelfReference, "/parentSku", item => item with { ParentSku = item.Sku }),
        RuleCase.Item(RuleIds.SelfReference, "/components/0/item/sellerItemId", item => item with { Components = [new BundleComponent { Item = Mouse, Quantity = Quantity.Of(1) }] }),
        RuleCase.Item(RuleIds.NegativePrice, "/prices/0/price/amount", item => item with { Prices = [new ItemPrice { Price = new Price { Amount = Eur(-1m) } }] }),
        RuleCase.Item(RuleIds.NegativePrice, "/costs/0/amount", item => item with { Costs = [new ItemCost { Amount = Eur(-1m) }] }),

        RuleCase.Stock(RuleIds.KindContent, "/movements", Snapshot, stock => stock with { Movements = Movements.Movements }),
        RuleCase.Stock(RuleIds.KindContent, "/positions", Movements, stock => stock with { Movements = [] }),
        RuleCase.Stock(RuleIds.RepeatedPosition, "/positions/1", Snapshot, stock => stock with { Positions = [Position("EAST"), Position("EAST")] }),
        RuleCase.Stock(RuleIds.NegativeBucket, "/positions/0/buckets/damaged", Snapshot, stock => stock with { Positions = [Position("EAST") with { Buckets = new InventoryBuckets { Damaged = -1 } }] }),
        RuleCase.Stock(RuleIds.IncomingStages, "/positions/0/buckets/incoming", Snapshot, stock => stock with { Positions = [Position("EAST") with { Buckets = stock.Positions[0].Buckets with { Incoming = 7 } }] }),
        RuleCase.Stock(RuleIds.MovementSign, "/movements/0/quantity/value", Movements, stock => stock with { Movements = [stock.Movements[0] with { Quantity = Quantity.Of(-5) }] }),
    ];
}
