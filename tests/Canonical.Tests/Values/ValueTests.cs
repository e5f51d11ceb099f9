namespace Crossdock.Canonical.Tests.Values;

public sealed class ValueTests
{
    [Fact]
    public void Quantities_of_one_unit_add_up_and_keep_their_conversion()
    {
        var cartons = Quantity.Of(2, "XCT", "Karton", 12);

        (cartons + Quantity.Of(3, "XCT")).ShouldBe(Quantity.Of(5, "XCT", "Karton", 12));
        (cartons - Quantity.Of(1, "XCT")).BaseValue.ShouldBe(12);
        (Quantity.Of(1) + Quantity.Of(2)).BaseValue.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => cartons + Quantity.Of(1)).Message.ShouldContain("C62");
        cartons.ToString().ShouldBe("2 XCT");
    }

    [Fact]
    public void An_external_id_names_a_record_whatever_its_version()
    {
        var id = ExternalId.Of("erp", "17", "sale.order");

        id.IsSameRecord(id with { Version = "3", DisplayNumber = "S00017" }).ShouldBeTrue();
        id.IsSameRecord(id with { Tenant = "b" }).ShouldBeFalse();
        id.IsSameRecord(id with { EntityType = "stock.picking" }).ShouldBeFalse();
        id.ToString().ShouldBe("erp/sale.order/17");
        ExternalId.Of("erp", "17").ToString().ShouldBe("erp/17");
    }

    [Fact]
    public void Lists_are_searched_by_what_they_are_keyed_on()
    {
        ValueList<ExternalId> ids = [ExternalId.Of("shop", "1"), ExternalId.Of("erp", "2", "sale.order"), ExternalId.Of("erp", "3", "stock.picking")];

        ids.From("erp")!.Value.ShouldBe("2");
        ids.From("erp", "stock.picking")!.Value.ShouldBe("3");
        ids.From("wms").ShouldBeNull();

        ValueList<Party> parties = [new Party { Role = PartyRole.Buyer }, new Party { Role = PartyRole.ShipTo, Name = "Dock 4" }];
        parties.WithRole(PartyRole.ShipTo)!.Name.ShouldBe("Dock 4");
        parties.WithRole(PartyRole.Carrier).ShouldBeNull();

        ValueList<StatusFact> facts = [StatusFact.Of(OrderStatus.Confirmed, "PaymentSettled"), StatusFact.Of(PaymentStatus.Paid, confidence: StatusConfidence.Inferred)];
        facts.On(StatusAxis.Order)!.Raw.ShouldBe("PaymentSettled");
        facts.On(StatusAxis.Payment)!.Confidence.ShouldBe(StatusConfidence.Inferred);
        facts.On(StatusAxis.Package).ShouldBeNull();
    }

    [Theory]
    [InlineData("payment", PaymentDirection.ToSeller)]
    [InlineData("capture", PaymentDirection.ToSeller)]
    [InlineData("chargebackReversal", PaymentDirection.ToSeller)]
    [InlineData("refund", PaymentDirection.ToBuyer)]
    [InlineData("chargeback", PaymentDirection.ToBuyer)]
    [InlineData("authorization", PaymentDirection.None)]
    [InlineData("void", PaymentDirection.None)]
    [InlineData("payout", null)]
    public void The_type_of_a_payment_says_which_way_the_money_goes(string type, PaymentDirection? direction)
    {
        new Payment { Number = "1", Type = new PaymentType(type), Currency = "EUR", Amount = Money.Of(1, "EUR") }.Direction.ShouldBe(direction);
    }

    [Fact]
    public void A_credit_note_is_told_by_its_type_code()
    {
        foreach (var code in new[] { "381", "261", "396", "81", "83" })
            (Rules.Sample.Invoice with { TypeCode = new InvoiceTypeCode(code) }).IsCreditNote.ShouldBeTrue(code);
        foreach (var code in new[] { "380", "383", "384", "386", "389", "999" })
            (Rules.Sample.Invoice with { TypeCode = new InvoiceTypeCode(code) }).IsCreditNote.ShouldBeFalse(code);
    }

    [Fact]
    public void Every_status_fact_is_on_the_axis_of_its_code()
    {
        var facts = new[]
        {
            StatusFact.Of(OrderStatus.Confirmed), StatusFact.Of(OrderOverlay.Archived), StatusFact.Of(PaymentStatus.Voided), StatusFact.Of(RefundStatus.Settled),
            StatusFact.Of(FulfilmentRequestStatus.InProgress), StatusFact.Of(FulfilmentCancellationStatus.Accepted), StatusFact.Of(FulfilmentStatus.Packed),
            StatusFact.Of(PackageStatus.Lost), StatusFact.Of(InvoiceDocumentStatus.Credited), StatusFact.Of(InvoiceSettlementStatus.Reversed),
            StatusFact.Of(ReturnStatus.Inspected), StatusFact.Of(ItemStatus.Discontinued),
        };

        facts.Select(fact => fact.Axis.Value).ShouldBe(
        [
            "order", "orderOverlay", "payment", "refund", "fulfilmentRequest", "fulfilmentCancellation", "fulfilment", "package", "invoiceDocument", "invoiceSettlement", "return", "item",
        ]);
    }
}
