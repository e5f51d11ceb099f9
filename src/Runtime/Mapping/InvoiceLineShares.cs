using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>The lines of one invoice of an order: what this shipment takes of each order line.</summary>
internal sealed class InvoiceLineShares
{
    private readonly Order _order;
    private readonly Shipment _shipment;
    private readonly InvoicedSoFar _earlier;
    private readonly CurrencyRounding _currency;
    private readonly IReadOnlyDictionary<string, (decimal Quantity, List<ShipmentLine> Lines)> _shipped;
    private readonly Dictionary<string, OrderLine> _goods;
    private readonly List<InvoiceLine> _lines = [];

    public InvoiceLineShares(Order order, Shipment shipment, InvoicedSoFar earlier, CurrencyRounding currency)
    {
        _order = order;
        _shipment = shipment;
        _earlier = earlier;
        _currency = currency;
        _shipped = ShippedQuantities.Of(shipment, order);
        _goods = OrderGoods.Of(order).Concat(order.Lines.Where(line => _shipped.ContainsKey(line.Id))).DistinctBy(line => line.Id).ToDictionary(line => line.Id, StringComparer.Ordinal);
        IsLast = _goods.Values.All(line => QuantityUpTo(line) == line.Quantity.Value);
        foreach (var line in order.Lines.Where(line => line.Type != OrderLineType.Comment))
        {
            Add(line);
        }
    }

    public IReadOnlyList<InvoiceLine> Lines => _lines;

    /// <summary>True when nothing of the order is left to invoice after this.</summary>
    public bool IsLast { get; }

    /// <summary>
    /// True when a line's amount is a share that its quantity and price do not give to the last minor unit, since shares of one order add up to its amount.
    /// </summary>
    public bool HasRoundedShare { get; private set; }

    private void Add(OrderLine line)
    {
        var upTo = QuantityUpTo(line);
        if (upTo > line.Quantity.Value)
        {
            throw ShippedQuantities.Invalid(
                "/lines",
                $"With this shipment {upTo} of order line {line.Id} are shipped, but {line.Quantity.Value} are ordered; correct one of them, or supply a mapping for PostInvoice.");
        }

        var quantity = upTo - _earlier.Quantity(line.Id);
        if (quantity <= 0 || line.Quantity.Value == 0)
        {
            return;
        }

        var amount = _currency.NextShare(ExtensionOf(line), upTo, line.Quantity.Value, _earlier.Amount(line.Id));
        decimal? tax = line.TaxAmount is { } whole ? _currency.NextShare(whole.Amount, upTo, line.Quantity.Value, _earlier.LineTax(line.Id)) : null;
        var discounts = DiscountOf(line, quantity, amount);
        HasRoundedShare |= line.Price is { TaxIncluded: not true } && discounts.Count == 0 && GrossOf(line, quantity) != amount;
        _lines.Add(new InvoiceLine
        {
            Id = line.Id,
            Type = line.Type == OrderLineType.Charge ? InvoiceLineType.Charge : InvoiceLineType.Item,
            Item = line.Item,
            Description = line.Description,
            Quantity = line.Quantity.WithValue(quantity),
            Price = line.Price,
            AllowanceCharges = discounts,
            LineExtensionAmount = _currency.Money(amount),
            Taxes = TaxesOf(line, amount, tax),
            TaxAmount = tax is { } taxAmount ? _currency.Money(taxAmount) : null,
            TaxInclusiveAmount = tax is { } added ? _currency.Money(amount + added) : null,
            Order = new DocumentReference { Type = DocumentReferenceType.Order, Id = _order.Number, LineId = line.Id },
            Despatch = _shipped.TryGetValue(line.Id, out var packed)
                ? new DocumentReference { Type = DocumentReferenceType.Shipment, Id = _shipment.Number, LineId = packed.Lines[0].Id }
                : null,
            Instances = packed.Lines is null ? [] : packed.Lines.SelectMany(one => one.Instances).ToValueList(),
            Customs = line.Customs,
            AccountingCost = line.AccountingCost,
        });
    }

    /// <summary>How much of a line is invoiced with this shipment and those before.</summary>
    private decimal QuantityUpTo(OrderLine line)
    {
        if (_goods.ContainsKey(line.Id))
        {
            return _earlier.Quantity(line.Id) + (_shipped.TryGetValue(line.Id, out var now) ? now.Quantity : 0);
        }

        var components = _goods.Values.Where(component => component.ParentLineId == line.Id && component.Quantity.Value > 0).ToList();
        if (components.Count == 0)
        {
            return line.Quantity.Value; // services, charges and gift cards: whole, with the first invoice
        }

        // A bundle is invoiced as far as all its components are.
        return components.All(component => QuantityUpTo(component) == component.Quantity.Value)
            ? line.Quantity.Value
            : components.Min(component => Math.Floor(line.Quantity.Value * QuantityUpTo(component) / component.Quantity.Value));
    }

    private decimal ExtensionOf(OrderLine line)
    {
        if (line.LineExtensionAmount is { } amount)
        {
            return amount.Amount;
        }

        var discount = line.AllowanceCharges.Sum(one => one.IsCharge ? -one.Amount.Amount : one.Amount.Amount);
        return GrossOf(line, line.Quantity.Value) - discount;
    }

    private decimal GrossOf(OrderLine line, decimal quantity) => _currency.Round(ExactGrossOf(line, quantity));

    private static decimal ExactGrossOf(OrderLine line, decimal quantity) =>
        line.Price is { } price ? quantity * price.Amount.Amount / (price.BaseQuantity?.Value ?? 1) : 0;

    /// <summary>What lies between price and amount of a line: the share of its discounts, or what earlier invoices took at another price.</summary>
    private ValueList<AllowanceCharge> DiscountOf(OrderLine line, decimal quantity, decimal amount)
    {
        var exact = ExactGrossOf(line, quantity);
        var difference = _currency.Round(exact) - amount;
        if (line.Price is not { TaxIncluded: not true } price || difference == 0)
        {
            return [];
        }

        // Half a minor unit is rounded away from zero, so it goes the other way once the difference has turned the sign.
        if (_currency.Round(exact - difference) != amount)
        {
            difference -= Math.Sign(exact) * _currency.MinorUnit;
            HasRoundedShare |= _currency.Round(exact - difference) != amount; // half a unit beside nothing is rounded away from it either way
        }

        if (line.AllowanceCharges.Count > 0)
        {
            var cause = line.AllowanceCharges[0];
            return [new AllowanceCharge { IsCharge = difference < 0, Type = cause.Type, Reason = cause.Reason, ReasonCode = cause.ReasonCode, Amount = _currency.Money(Math.Abs(difference)) }];
        }

        var roundingOfPieces = _currency.MinorUnit / 2 * (1 + (quantity / (price.BaseQuantity?.Value ?? 1)));
        return Math.Abs(exact - amount) <= roundingOfPieces
            ? []
            : [new AllowanceCharge { IsCharge = difference < 0, Reason = "Earlier invoices were at another price", Amount = _currency.Money(Math.Abs(difference)) }];
    }

    // With one tax the line says its base and amount; of several only what they are, since the breakdown holds the amounts.
    private ValueList<Tax> TaxesOf(OrderLine line, decimal amount, decimal? tax) => line.Taxes.Count == 1 && tax is { } share
        ? [line.Taxes[0] with { TaxableAmount = _currency.Money(amount), Amount = _currency.Money(share) }]
        : line.Taxes.Select(one => one with { TaxableAmount = null, Amount = null }).ToValueList();
}
