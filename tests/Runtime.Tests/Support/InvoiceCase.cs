using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>An order with discounts, shipping, two tax rates and a prepayment, and how it is cut into shipments.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Lines">Quantity, price in minor units, line discount in tenths of a per cent of ten, tax: 0 = 19 %, 1 = 7 %, 2 = none.</param>
/// <param name="Shipping">Shipping charge in minor units, taxed like the first line.</param>
/// <param name="Discount">Discount of the whole order in minor units, taxed like the first line.</param>
/// <param name="Prepaid">Share of the total paid in advance, per cent.</param>
/// <param name="Cuts">Which shipment (0 to 3) takes the next piece, over all lines.</param>
internal sealed record InvoiceCase(string Currency, (int Quantity, int Price, int Discount, int Tax)[] Lines, int Shipping, int Discount, int Prepaid, int[] Cuts)
{
    private static readonly decimal[] s_rates = [19, 7, 0];

    public Order Order()
    {
        var lines = Lines.Select(MakeLine).ToValueList();
        var first = TaxOf(Lines[0].Tax);
        var extension = lines.Sum(line => line.LineExtensionAmount!.Value.Amount);
        var discount = Math.Min(Minor(Discount), lines.Where((_, index) => Lines[index].Tax == Lines[0].Tax).Sum(line => line.LineExtensionAmount!.Value.Amount));
        var shipping = Minor(Shipping);
        ValueList<AllowanceCharge> charges =
        [
            .. shipping == 0 ? [] : new[] { new AllowanceCharge { IsCharge = true, Type = AllowanceChargeType.Shipping, Reason = "shipping", Amount = In(shipping), Taxes = [first] } },
            .. discount == 0 ? [] : new[] { new AllowanceCharge { IsCharge = false, Type = AllowanceChargeType.Discount, Reason = "voucher", Amount = In(discount), Taxes = [first] } },
        ];
        var taxes = Lines.Select(line => line.Tax).Distinct().Select(kind =>
        {
            var taxable = lines.Where((_, index) => Lines[index].Tax == kind).Sum(line => line.LineExtensionAmount!.Value.Amount)
                + (kind == Lines[0].Tax ? shipping - discount : 0);
            return TaxOf(kind) with { TaxableAmount = In(taxable), Amount = In(taxable * s_rates[kind] / 100).Round() };
        }).ToValueList();
        var exclusive = extension - discount + shipping;
        var tax = taxes.Sum(row => row.Amount!.Value.Amount);
        var prepaid = In((exclusive + tax) * Prepaid / 100).Round().Amount;
        return new Order
        {
            Number = "SO-1",
            Currency = Currency,
            Dates = new OrderDates { Placed = World.Start },
            Lines = lines,
            AllowanceCharges = charges,
            Taxes = taxes,
            Totals = new MonetaryTotal
            {
                LineExtensionAmount = In(extension),
                AllowanceTotalAmount = In(discount),
                ChargeTotalAmount = In(shipping),
                TaxExclusiveAmount = In(exclusive),
                TaxAmount = In(tax),
                TaxInclusiveAmount = In(exclusive + tax),
                PrepaidAmount = In(prepaid),
                PayableAmount = In(exclusive + tax - prepaid),
            },
        };
    }

    public IEnumerable<Shipment> Shipments(Order order)
    {
        var pieces = order.Lines.SelectMany(line => Enumerable.Repeat(line.Id, (int)line.Quantity.Value)).Select((line, index) => (line, shipment: Cuts[index % Cuts.Length]));
        return pieces.GroupBy(piece => piece.shipment)
            .Select(group => Docs.Shipment($"SH-{group.Key}", order.Number, [.. group.GroupBy(piece => piece.line).Select(line => (line.Key, (decimal)line.Count()))]));
    }

    private OrderLine MakeLine((int Quantity, int Price, int Discount, int Tax) line, int index)
    {
        var gross = line.Quantity * Minor(line.Price);
        var discount = In(gross * line.Discount / 100).Round().Amount;
        return new OrderLine
        {
            Id = $"L{index + 1}",
            Type = OrderLineType.Item,
            Item = new ItemReference { SellerItemId = $"SKU-{index + 1}" },
            Quantity = Quantity.Of(line.Quantity),
            Price = new Price { Amount = In(Minor(line.Price)) },
            AllowanceCharges = discount == 0 ? [] : [new AllowanceCharge { IsCharge = false, Reason = "promotion", Amount = In(discount) }],
            LineExtensionAmount = In(gross - discount),
            Taxes = [TaxOf(line.Tax)],
        };
    }

    private static Tax TaxOf(int kind) => new() { Category = kind == 2 ? TaxCategory.Z : TaxCategory.S, Rate = s_rates[kind] };

    private Money In(decimal amount) => Money.Of(amount, Currency);

    private decimal Minor(int units)
    {
        Iso4217.TryGetExponent(Currency, out var exponent);
        return units / (decimal)Math.Pow(10, exponent);
    }
}
