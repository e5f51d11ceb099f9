using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;

namespace Crossdock.Runtime.Tests;

/// <summary>What the invoices of an order's shipments hold, figure by figure.</summary>
public sealed class OrderInvoiceTests
{
    [Fact]
    public void Without_a_breakdown_tax_comes_from_the_lines_and_the_charges()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 2, 10)) with { Totals = null };
        order = order with
        {
            Lines = [order.Lines[0] with { Taxes = [Rate(19)], TaxAmount = Docs.Eur(3.80m) }],
            AllowanceCharges =
            [
                new AllowanceCharge { IsCharge = true, Reason = "shipping", Amount = Docs.Eur(5), Taxes = [Rate(19) with { Amount = Docs.Eur(0.95m) }] },
                new AllowanceCharge { IsCharge = false, Reason = "voucher", Amount = Docs.Eur(2) },
            ],
        };

        var invoices = Make(order, [("L1", 1)], [("L1", 1)]);

        invoices.Select(invoice => invoice.Totals.TaxAmount).ShouldBe([Docs.Eur(2.85m), Docs.Eur(1.90m)]);
        invoices.Select(invoice => invoice.Totals.TaxExclusiveAmount).ShouldBe([Docs.Eur(13), Docs.Eur(10)]);
        invoices.Select(invoice => invoice.Totals.PayableAmount).ShouldBe([Docs.Eur(15.85m), Docs.Eur(11.90m)]);
        invoices.Select(invoice => (invoice.Totals.AllowanceTotalAmount, invoice.Totals.ChargeTotalAmount, invoice.Totals.PayableRoundingAmount))
            .ShouldBe([(Docs.Eur(2), Docs.Eur(5), null), (null, null, null)]);
        foreach (var line in invoices.SelectMany(invoice => invoice.Lines))
        {
            (line.TaxAmount, line.TaxInclusiveAmount).ShouldBe((Docs.Eur(1.90m), Docs.Eur(11.90m)));
            line.Taxes.ShouldHaveSingleItem().ShouldBe(Rate(19) with { TaxableAmount = Docs.Eur(10), Amount = Docs.Eur(1.90m) });
        }
    }

    [Theory]
    [InlineData(0, 0, "5.71", "30", "1.90 1.91 1.90")]
    [InlineData(6, 0, "6.84", "36", "3.04 1.90 1.90")]
    [InlineData(0, 6, "4.56", "24", "0.76 1.90 1.90")]
    [InlineData(0, 0, "5.71", "0", "0.00 0.00 5.71")]
    [InlineData(0, 0, "5.71", null, "0.00 0.00 5.71")]
    public void Without_a_breakdown_the_tax_of_the_order_is_shared_by_what_is_taxed(int charge, int discount, string tax, string? exclusive, string shares)
    {
        var order = ThreePieces() with
        {
            AllowanceCharges =
            [
                .. charge == 0 ? [] : new[] { new AllowanceCharge { IsCharge = true, Amount = Docs.Eur(charge) } },
                .. discount == 0 ? [] : new[] { new AllowanceCharge { IsCharge = false, Amount = Docs.Eur(discount) } },
            ],
            Totals = new MonetaryTotal
            {
                TaxExclusiveAmount = exclusive is null ? null : Docs.Eur(decimal.Parse(exclusive, Invariant)),
                TaxAmount = Docs.Eur(decimal.Parse(tax, Invariant)),
                PayableAmount = Docs.Eur(30 + charge - discount + decimal.Parse(tax, Invariant)),
            },
        };

        var invoices = Make(order, [("L1", 1)], [("L1", 1)], [("L1", 1)]);

        string.Join(' ', invoices.Select(invoice => invoice.Totals.TaxAmount!.Value.Amount.ToString("F2", Invariant))).ShouldBe(shares);
        invoices.Sum(invoice => invoice.Totals.PayableAmount.Amount).ShouldBe(order.Totals!.PayableAmount.Amount);
    }

    [Fact]
    public void What_was_paid_before_is_taken_off_the_first_invoices_and_the_orders_rounding_ends_on_the_last()
    {
        var order = ThreePieces() with
        {
            Totals = new MonetaryTotal
            {
                TaxExclusiveAmount = Docs.Eur(30),
                TaxAmount = Docs.Eur(5.71m),
                PrepaidAmount = Docs.Eur(20),
                PayableAmount = Docs.Eur(15.70m),
            },
        };

        var invoices = Make(order, [("L1", 1)], [("L1", 1)], [("L1", 1)]);

        invoices.Select(invoice => (invoice.Totals.TaxInclusiveAmount, invoice.Totals.PrepaidAmount, invoice.Totals.PayableRoundingAmount, invoice.Totals.PayableAmount)).ShouldBe(
        [
            (Docs.Eur(11.90m), Docs.Eur(11.90m), null, Docs.Eur(0)),
            (Docs.Eur(11.91m), Docs.Eur(8.10m), null, Docs.Eur(3.81m)),
            (Docs.Eur(11.90m), null, Docs.Eur(-0.01m), Docs.Eur(11.89m)),
        ]);
    }

    [Fact]
    public void What_is_withheld_is_shared_and_not_added()
    {
        var withheld = new Tax { Category = TaxCategory.S, Rate = 10, IsWithheld = true };
        var order = ThreePieces();
        order = order with
        {
            Lines = [order.Lines[0] with { Taxes = [Rate(19), withheld] }],
            Taxes = [Rate(19) with { TaxableAmount = Docs.Eur(30), Amount = Docs.Eur(5.70m) }, withheld with { TaxableAmount = Docs.Eur(30), Amount = Docs.Eur(3) }],
            Totals = null,
        };

        foreach (var invoice in Make(order, [("L1", 1)], [("L1", 1)], [("L1", 1)]))
        {
            invoice.Taxes.Select(row => (row.TaxableAmount, row.Amount)).ShouldBe([(Docs.Eur(10), Docs.Eur(1.90m)), (Docs.Eur(10), Docs.Eur(1))]);
            invoice.Totals.TaxAmount.ShouldBe(Docs.Eur(1.90m));
            invoice.Lines[0].Taxes.ShouldBe([Rate(19), withheld], "of several taxes the breakdown holds the amounts");
        }
    }

    [Fact]
    public void What_names_no_tax_belongs_to_the_first_row()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 3, 10), ("SKU-2", 1, 10));
        order = order with
        {
            Lines = [order.Lines[0], order.Lines[1] with { Taxes = [Rate(7)] }],
            AllowanceCharges = [new AllowanceCharge { IsCharge = true, Amount = Docs.Eur(10) }, new AllowanceCharge { IsCharge = false, Amount = Docs.Eur(5), Taxes = [Rate(7)] }],
            Taxes = [Rate(19) with { TaxableAmount = Docs.Eur(40), Amount = Docs.Eur(7.60m) }, Rate(7) with { TaxableAmount = Docs.Eur(5), Amount = Docs.Eur(0.35m) }],
            Totals = null,
        };

        var invoices = Make(order, [("L1", 1)], [("L2", 1)], [("L1", 2)]);

        invoices[0].Taxes.Select(row => (row.Rate, row.TaxableAmount, row.Amount)).ShouldBe([(19m, Docs.Eur(20), Docs.Eur(3.80m)), (7m, Docs.Eur(-5), Docs.Eur(-0.35m))]);
        invoices[1].Taxes.Select(row => (row.Rate, row.TaxableAmount, row.Amount)).ShouldBe([(7m, Docs.Eur(10), Docs.Eur(0.70m))]);
        invoices[2].Taxes.Select(row => (row.Rate, row.TaxableAmount, row.Amount)).ShouldBe([(19m, Docs.Eur(20), Docs.Eur(3.80m))]);
    }

    [Fact]
    public void A_row_without_a_base_is_left_to_the_last_invoice()
    {
        var order = ThreePieces();
        order = order with { Lines = [order.Lines[0] with { Taxes = [Rate(19)] }], Taxes = [Rate(19) with { Amount = Docs.Eur(5.70m) }], Totals = null };

        Make(order, [("L1", 1)], [("L1", 2)]).Select(invoice => invoice.Totals.TaxAmount).ShouldBe([Docs.Eur(0), Docs.Eur(5.70m)]);
    }

    [Fact]
    public void Shipping_duties_and_tip_are_told_with_the_first_invoice()
    {
        var order = ThreePieces();
        order = order with { Totals = order.Totals! with { ShippingAmount = Docs.Eur(4), DutiesAmount = Docs.Eur(3), TipAmount = Docs.Eur(2) } };

        var invoices = Make(order, [("L1", 1)], [("L1", 2)]);

        invoices.Select(invoice => (invoice.Totals.ShippingAmount, invoice.Totals.DutiesAmount, invoice.Totals.TipAmount))
            .ShouldBe([(Docs.Eur(4), Docs.Eur(3), Docs.Eur(2)), (null, null, null)]);
    }

    [Fact]
    public void A_line_without_an_amount_is_its_price_less_discounts_and_each_share_names_the_first_of_them()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 2, 10)) with { Totals = null };
        order = order with
        {
            Lines =
            [
                order.Lines[0] with
                {
                    LineExtensionAmount = null,
                    Quantity = Quantity.Of(8),
                    Price = new Price { Amount = Docs.Eur(10), BaseQuantity = Quantity.Of(4) },
                    AllowanceCharges = [new AllowanceCharge { IsCharge = false, Type = AllowanceChargeType.Discount, Reason = "promotion", ReasonCode = "95", Amount = Docs.Eur(3) }, new AllowanceCharge { IsCharge = true, Amount = Docs.Eur(1) }],
                },
            ],
        };

        var invoices = Make(order, [("L1", 4)], [("L1", 4)]);

        invoices.Select(invoice => invoice.Totals.PayableAmount).ShouldBe([Docs.Eur(9), Docs.Eur(9)]);
        foreach (var line in invoices.Select(invoice => invoice.Lines.ShouldHaveSingleItem()))
        {
            line.AllowanceCharges.ShouldHaveSingleItem().ShouldBe(
                new AllowanceCharge { IsCharge = false, Type = AllowanceChargeType.Discount, Reason = "promotion", ReasonCode = "95", Amount = Docs.Eur(1) });
        }
    }

    [Fact]
    public void A_line_that_costs_more_than_its_price_has_a_charge()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 2, 10)) with { Totals = null };
        order = order with { Lines = [order.Lines[0] with { LineExtensionAmount = Docs.Eur(23), AllowanceCharges = [new AllowanceCharge { IsCharge = true, Reason = "engraving", Amount = Docs.Eur(3) }] }] };

        var line = Make(order, [("L1", 2)])[0].Lines[0];

        line.AllowanceCharges.ShouldHaveSingleItem().ShouldBe(new AllowanceCharge { IsCharge = true, Reason = "engraving", Amount = Docs.Eur(3) });
    }

    [Fact]
    public void The_rest_of_a_line_whose_price_changed_says_so()
    {
        var before = Docs.Order("SO-1", ("SKU-1", 3, 12)) with { Totals = null };
        var after = Docs.Order("SO-1", ("SKU-1", 3, 10)) with { Totals = null };
        var first = Make(before, [("L1", 1)]);

        var rest = new OrderInvoice(after, Docs.Shipment("SH-2", "SO-1", ("L1", 2)), new InvoicedSoFar(first, "SO-1")).Make(default);

        rest.Totals.PayableAmount.ShouldBe(Docs.Eur(18));
        rest.Lines[0].AllowanceCharges.ShouldHaveSingleItem().ShouldBe(new AllowanceCharge { IsCharge = false, Reason = "Earlier invoices were at another price", Amount = Docs.Eur(2) });
    }

    [Fact]
    public void A_price_with_tax_in_it_explains_no_difference()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 2, 10)) with { Totals = null };
        order = order with { Lines = [order.Lines[0] with { Price = new Price { Amount = Docs.Eur(11.90m), TaxIncluded = true } }] };

        var invoice = Make(order, [("L1", 1)])[0];

        invoice.Lines[0].AllowanceCharges.ShouldBeEmpty();
        invoice.Totals.PayableAmount.ShouldBe(Docs.Eur(10));
        invoice.Rounding.ShouldBeNull();
    }

    [Fact]
    public void Each_line_names_its_order_line_its_first_line_of_the_shipment_and_what_was_packed()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 3, 10), ("SKU-2", 1, 5)) with { Totals = null };
        order = order with { Lines = [order.Lines[0], order.Lines[1] with { RequiresShipping = false, Type = OrderLineType.Charge }] };
        var shipment = Docs.Shipment("SH-1", "SO-1", ("L1", 1), ("L1", 2));
        shipment = shipment with
        {
            Lines =
            [
                shipment.Lines[0] with { Instances = [new ItemInstance { SerialNumber = "A" }] },
                shipment.Lines[1] with { Instances = [new ItemInstance { SerialNumber = "B" }, new ItemInstance { SerialNumber = "C" }] },
            ],
        };

        var invoice = new OrderInvoice(order, shipment, new InvoicedSoFar([], "SO-1")).Make(new DateOnly(2026, 3, 2));

        var goods = invoice.Lines[0];
        (goods.Order!.Id, goods.Order.LineId, goods.Type).ShouldBe(("SO-1", "L1", InvoiceLineType.Item));
        goods.Despatch.ShouldBe(new DocumentReference { Type = DocumentReferenceType.Shipment, Id = "SH-1", LineId = "1" });
        goods.Instances.Select(one => one.SerialNumber).ShouldBe(["A", "B", "C"]);
        var service = invoice.Lines[1];
        (service.Despatch, service.Instances.Count, service.Type).ShouldBe((null, 0, InvoiceLineType.Charge));
        invoice.DeliveryDate.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Fact]
    public void A_shipment_that_holds_nothing_new_is_for_a_person()
    {
        var failure = Should.Throw<ConnectorException>(() => Make(ThreePieces(), [("L1", 0)]));

        (failure.Error.Kind, failure.Error.Pointer).ShouldBe((ErrorKind.Validation, "/lines"));
        failure.Error.Message.ShouldBe("The shipment holds nothing of order SO-1 that is not invoiced already; discard this item, or supply a mapping for PostInvoice.");
    }

    [Fact]
    public void More_than_was_ordered_is_for_a_person()
    {
        var failure = Should.Throw<ConnectorException>(() => Make(ThreePieces(), [("L1", 2)], [("L1", 2)]));

        (failure.Error.Kind, failure.Error.Pointer).ShouldBe((ErrorKind.Validation, "/lines"));
        failure.Error.Message.ShouldBe("With this shipment 4 of order line L1 are shipped, but 3 are ordered; correct one of them, or supply a mapping for PostInvoice.");
    }

    [Fact]
    public void Invoices_of_other_orders_take_nothing()
    {
        var other = Make(ThreePieces() with { Number = "SO-2" }, [("L1", 3)]);

        new OrderInvoice(ThreePieces(), Docs.Shipment("SH-1", "SO-1", ("L1", 3)), new InvoicedSoFar(other, "SO-1")).Make(default).Totals.PayableAmount.ShouldBe(Docs.Eur(30));
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Tax Rate(decimal rate) => new() { Category = TaxCategory.S, Rate = rate };

    private static Order ThreePieces() => Docs.Order("SO-1", ("SKU-1", 3, 10));

    private static List<Invoice> Make(Order order, params (string Line, decimal Quantity)[][] shipments)
    {
        var invoices = new List<Invoice>();
        foreach (var lines in shipments)
        {
            invoices.Add(new OrderInvoice(order, Docs.Shipment($"SH-{invoices.Count + 1}", order.Number, lines), new InvoicedSoFar(invoices, order.Number)).Make(default));
        }

        return invoices;
    }
}
