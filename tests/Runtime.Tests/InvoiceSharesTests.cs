using Crossdock.Canonical;
using Crossdock.Canonical.Rules;
using Crossdock.Runtime.Tests.Support;
using CsCheck;

namespace Crossdock.Runtime.Tests;

/// <summary>However an order is cut into shipments, its invoices add up to it.</summary>
public sealed class InvoiceSharesTests
{
    private static readonly Gen<InvoiceCase> s_cases =
        from currency in Gen.Int[0, 2].Select(one => new[] { "EUR", "JPY", "KWD" }[one])
        from lines in Gen.Select(Gen.Int[1, 9], Gen.Int[1, 99_999], Gen.Int[0, 3], Gen.Int[0, 2]).Array[1, 5]
        from shipping in Gen.Int[0, 2_000]
        from discount in Gen.Int[0, 300]
        from prepaid in Gen.Int[0, 100]
        from cuts in Gen.Int[0, 3].Array[40]
        select new InvoiceCase(currency, lines, shipping, discount, prepaid, cuts);

    [Fact]
    public void Invoices_of_partial_shipments_add_up_to_the_order_in_minor_units() => s_cases.Sample(
        one =>
        {
            var order = one.Order();
            CanonicalRules.Check(order).ShouldBeEmpty();

            var invoices = new List<Invoice>();
            foreach (var shipment in one.Shipments(order))
            {
                var invoice = new OrderInvoice(order, shipment, new InvoicedSoFar(invoices, order.Number)).Make(new DateOnly(2026, 3, 2));
                Invoice.Codec.Validate(Invoice.Codec.ToUtf8Bytes(invoice)).ShouldBeEmpty();
                CanonicalRules.Check(invoice).Where(violation => violation.Severity == RuleSeverity.Error && violation.RuleId != RuleIds.TaxAmount).ShouldBeEmpty();
                CanonicalRules.CheckAgainstOrder(invoice, order).ShouldBeEmpty();
                invoice.Totals.PayableAmount.IsExactInMinorUnits.ShouldBeTrue();
                foreach (var tax in invoice.Taxes)
                {
                    // Three roundings meet in a share (the order's own, up to here, up to before): at most 1.5 minor units off base x rate.
                    var exact = tax.TaxableAmount!.Value * (tax.Rate!.Value / 100);
                    Math.Abs((exact - tax.Amount!.Value).Amount).ShouldBeLessThanOrEqualTo(1.5m * Money.FromMinorUnits(1, order.Currency).Amount);
                }

                if (invoice.Totals.TaxExclusiveAmount is { Amount: >= 0 })
                {
                    // Below it, the voucher of the whole order is worth more than the goods of the first shipment.
                    invoice.Totals.PayableAmount.Amount.ShouldBeGreaterThanOrEqualTo(0);
                }

                invoices.Add(invoice);
            }

            ShouldAddUp(order, invoices);
        },
        iter: 400);

    [Fact]
    public void Charges_of_the_whole_order_are_on_the_first_invoice()
    {
        var one = new InvoiceCase("EUR", [(4, 1000, 0, 0)], Shipping: 490, Discount: 0, Prepaid: 0, Cuts: [0, 1, 0, 1]);
        var order = one.Order();
        var shipments = one.Shipments(order).ToList();
        var first = new OrderInvoice(order, shipments[0], new InvoicedSoFar([], order.Number)).Make(default);
        var second = new OrderInvoice(order, shipments[1], new InvoicedSoFar([first], order.Number)).Make(default);
        first.Totals.ChargeTotalAmount.ShouldBe(Docs.Eur(4.90m));
        second.Totals.ChargeTotalAmount.ShouldBeNull();
        second.AllowanceCharges.Count.ShouldBe(0);
    }

    /// <summary>What we post comes back from the ERP as an input: an invoice that breaks our own rules would be refused then.</summary>
    [Fact]
    public void The_invoices_of_a_price_finer_than_its_currency_satisfy_the_rules()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 3, 3.337m));
        var total = Docs.Eur(10.01m);
        order = order with
        {
            Lines = [order.Lines[0] with { LineExtensionAmount = total }],
            Totals = new MonetaryTotal { LineExtensionAmount = total, TaxExclusiveAmount = total, TaxInclusiveAmount = total, PayableAmount = total },
        };
        var invoices = new List<Invoice>();
        foreach (var number in (string[])["SH-1", "SH-2", "SH-3"])
        {
            invoices.Add(new OrderInvoice(order, Docs.Shipment(number, "SO-1", ("L1", 1)), new InvoicedSoFar(invoices, "SO-1")).Make(default));
        }

        invoices.Select(invoice => invoice.Totals.PayableAmount.Amount).ShouldBe([3.34m, 3.33m, 3.34m]);
        invoices.SelectMany(invoice => CanonicalRules.Check(invoice)).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty();
    }

    /// <summary>The rest of the order's amount is invoiced with the last shipment, and the line says why it is not its price.</summary>
    [Fact]
    public void The_invoices_of_an_order_whose_price_changed_meanwhile_satisfy_the_rules_and_add_up()
    {
        var first = new OrderInvoice(Docs.Order("SO-1", ("SKU-1", 3, 10)), Docs.Shipment("SH-1", "SO-1", ("L1", 1)), new InvoicedSoFar([], "SO-1")).Make(default);
        var last = new OrderInvoice(Docs.Order("SO-1", ("SKU-1", 3, 12)), Docs.Shipment("SH-2", "SO-1", ("L1", 2)), new InvoicedSoFar([first], "SO-1")).Make(default);

        last.Totals.PayableAmount.ShouldBe(Docs.Eur(26));
        last.Lines[0].AllowanceCharges.ShouldHaveSingleItem().Amount.ShouldBe(Docs.Eur(2));
        CanonicalRules.Check(last).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty();
    }

    /// <summary>Half a minor unit goes away from zero, so it matters that the last invoice of an order that became cheaper may be below zero.</summary>
    [Fact]
    public void The_invoices_of_an_order_whose_fine_price_fell_or_rose_satisfy_the_rules_and_add_up() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[1, 5_000], Gen.Int[2, 4], Gen.Int[0, 2]).Sample(CheckPriceChange, iter: 5_000);

    /// <summary>No whole allowance lies between 2.5 and nothing.</summary>
    [Fact]
    public void An_invoice_of_nothing_at_half_a_unit_satisfies_the_rules() => CheckPriceChange(50, 25, pieces: 2, decimals: 0);

    private static void CheckPriceChange(int earlier, int later, int pieces, int decimals)
    {
        var currency = new[] { "JPY", "EUR", "KWD" }[decimals];
        var scale = new decimal(1, 0, 0, false, (byte)(decimals == 0 ? 1 : decimals == 1 ? 3 : 4));
        var first = new OrderInvoice(OrderOf(currency, pieces, earlier * scale), Docs.Shipment("SH-1", "SO-1", ("L1", 1)), new InvoicedSoFar([], "SO-1")).Make(default);
        var order = OrderOf(currency, pieces, later * scale);
        var last = new OrderInvoice(order, Docs.Shipment("SH-2", "SO-1", ("L1", pieces - 1)), new InvoicedSoFar([first], "SO-1")).Make(default);

        CanonicalRules.Check(first).Concat(CanonicalRules.Check(last)).Where(violation => violation.Severity == RuleSeverity.Error).ShouldBeEmpty();
        (first.Totals.PayableAmount + last.Totals.PayableAmount).ShouldBe(order.Totals!.PayableAmount);
    }

    [Fact]
    public void The_rest_of_a_whole_is_exact_however_large_it_is() =>
        new CurrencyRounding("EUR").NextShare(total: 999_999_999_999_999.99m, upTo: 1e14m, of: 1e14m, taken: 0.01m).ShouldBe(999_999_999_999_999.98m);

    [Fact]
    public void More_shipped_than_ordered_is_refused_naming_the_line()
    {
        var order = Docs.Order("SO-1", ("SKU-1", 2, 10));
        var failure = Should.Throw<ConnectorException>(() =>
            new OrderInvoice(order, Docs.Shipment("SH-1", "SO-1", ("L1", 3)), new InvoicedSoFar([], "SO-1")).Make(default));
        failure.Error.Kind.ShouldBe(ErrorKind.Validation);
        failure.Error.Message.ShouldContain("3 of order line L1");
    }

    [Fact]
    public void A_shipment_line_that_matches_no_order_line_is_refused_with_its_pointer()
    {
        var failure = Should.Throw<ConnectorException>(() =>
            new OrderInvoice(Docs.Order("SO-1"), Docs.Shipment("SH-1", "SO-1", ("L1", 1), ("L9", 1)), new InvoicedSoFar([], "SO-1")).Make(default));
        failure.Error.Pointer.ShouldBe("/lines/1/order/lineId");
    }

    private static Order OrderOf(string currency, int pieces, decimal price)
    {
        var total = Money.Of(pieces * price, currency).Round();
        var order = Docs.Order("SO-1", ("SKU-1", pieces, 1));
        return order with
        {
            Currency = currency,
            Lines = [order.Lines[0] with { Price = new Price { Amount = Money.Of(price, currency) }, LineExtensionAmount = total }],
            Totals = new MonetaryTotal { LineExtensionAmount = total, TaxExclusiveAmount = total, TaxInclusiveAmount = total, PayableAmount = total },
        };
    }

    private static void ShouldAddUp(Order order, List<Invoice> invoices)
    {
        decimal Sum(Func<MonetaryTotal, Money?> select) => invoices.Sum(invoice => select(invoice.Totals)?.Amount ?? 0);
        var totals = order.Totals!;
        Sum(one => one.LineExtensionAmount).ShouldBe(totals.LineExtensionAmount!.Value.Amount);
        Sum(one => one.AllowanceTotalAmount).ShouldBe(totals.AllowanceTotalAmount?.Amount ?? 0);
        Sum(one => one.ChargeTotalAmount).ShouldBe(totals.ChargeTotalAmount?.Amount ?? 0);
        Sum(one => one.TaxExclusiveAmount).ShouldBe(totals.TaxExclusiveAmount!.Value.Amount);
        Sum(one => one.TaxAmount).ShouldBe(totals.TaxAmount!.Value.Amount);
        Sum(one => one.TaxInclusiveAmount).ShouldBe(totals.TaxInclusiveAmount!.Value.Amount);
        Sum(one => one.PayableAmount).ShouldBe(totals.PayableAmount.Amount);
        Sum(one => one.PrepaidAmount).ShouldBe(totals.PrepaidAmount?.Amount ?? 0);
        foreach (var row in order.Taxes)
        {
            var shares = invoices.SelectMany(invoice => invoice.Taxes).Where(tax => TaxKey.Of(tax) == TaxKey.Of(row)).ToList();
            shares.Sum(tax => tax.Amount!.Value.Amount).ShouldBe(row.Amount!.Value.Amount);
            shares.Sum(tax => tax.TaxableAmount!.Value.Amount).ShouldBe(row.TaxableAmount!.Value.Amount);
        }

        foreach (var line in order.Lines)
        {
            invoices.SelectMany(invoice => invoice.Lines).Where(one => one.Order!.LineId == line.Id).Sum(one => one.LineExtensionAmount.Amount)
                .ShouldBe(line.LineExtensionAmount!.Value.Amount);
        }
    }
}
