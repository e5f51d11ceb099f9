using Crossdock.Canonical;

namespace Crossdock.Connectors.Vendure;

/// <content>Lines, charges and totals.</content>
internal sealed partial class OrderMapping
{
    private const string PromotionSource = "PROMOTION:";

    private OrderLine Line(
        VendureLine line, int index, VendureOrder source, MoneyReader money, PriceBasis prices, OrderTaxes taxes, FulfilmentProgress progress)
    {
        // A line that was added to a placed order keeps an orderPlacedQuantity of 0.
        var ordered = Math.Max(line.OrderPlacedQuantity, line.Quantity);
        var part = OrderTaxes.Part(line);
        var lineTaxes = taxes.Of(part);
        var refunded = (source.Payments ?? []).SelectMany(payment => payment.Refunds).Where(IsSettled)
            .SelectMany(refund => refund.Lines).Where(refund => refund.OrderLineId == line.Id).Sum(refund => refund.Quantity);
        long? tax = taxes.Rounding == TaxRounding.Line ? part.Amounts().Sum(share => share.Amount) : null;
        return new OrderLine
        {
            Id = line.Id,
            Position = index + 1,
            Type = OrderLineType.Item,
            Item = new ItemReference
            {
                SellerItemId = Texts.OrNull(line.ProductVariant.Sku),
                Name = Texts.OrNull(line.ProductVariant.Name),
                ExternalIds = [ExternalId.Of(connection.Name, line.ProductVariant.Id, "ProductVariant")],
            },
            Quantity = Quantity.Of(line.Quantity),
            Quantities = new QuantityLadder
            {
                Ordered = ordered,
                Cancelled = ordered - line.Quantity,
                Shipped = progress.Shipped(line.Id),
                Delivered = progress.Delivered(line.Id),
                Refunded = refunded > 0 ? refunded : null,
            },
            Price = new Price { Amount = money.Of(prices.Unit(line)), TaxIncluded = prices.IsGross ? true : null },
            AllowanceCharges = LineDiscounts(line, source, money, prices),
            LineExtensionAmount = money.Of(line.ProratedLinePrice),
            Taxes = lineTaxes,
            TaxAmount = tax is { } amount && lineTaxes.Count > 0 ? money.Of(amount) : null,

            // With several tax rates the shop's shares may miss its total by a minor unit; the shares count then.
            TaxInclusiveAmount = money.Of(tax is { } shares && lineTaxes.Count > 1 ? line.ProratedLinePrice + shares : line.ProratedLinePriceWithTax),
            ExternalIds = [ExternalId.Of(connection.Name, line.Id, "OrderLine")],
        };
    }

    /// <summary>
    /// Discounts of a line, shares of order discounts included: the shop spreads those over the lines itself. The shop rounds
    /// each of them and the line; what that leaves over is an adjustment of its own, so that the line adds up to the minor unit.
    /// </summary>
    private ValueList<AllowanceCharge> LineDiscounts(VendureLine line, VendureOrder source, MoneyReader money, PriceBasis prices)
    {
        var list = line.Discounts.Select(discount => Discount(discount, prices.Discount(discount), null, source, money) with
        {
            TaxIncluded = prices.IsGross ? true : null,
        }).ToList();
        var rest = prices.Line(line) - (prices.Unit(line) * line.Quantity) - line.Discounts.Sum(prices.Discount);
        if (rest != 0 && prices.IsExact && Math.Abs(rest) <= line.Discounts.Count)
        {
            list.Add(new AllowanceCharge
            {
                IsCharge = rest > 0,
                Type = AllowanceChargeType.Adjustment,
                Reason = "Rounding of the shop",
                Amount = money.Of(Math.Abs(rest)),
                TaxIncluded = prices.IsGross ? true : null,
            });
        }

        return [.. list];
    }

    private static AllowanceCharge Discount(VendureDiscount discount, long amount, AllowanceChargeType? type, VendureOrder source, MoneyReader money)
    {
        var promotionId = discount.AdjustmentSource.StartsWith(PromotionSource, StringComparison.Ordinal) ? discount.AdjustmentSource[PromotionSource.Length..] : null;
        var coupon = Texts.OrNull(source.Promotions.FirstOrDefault(promotion => promotion.Id == promotionId)?.CouponCode);
        return new AllowanceCharge
        {
            IsCharge = amount > 0,
            Type = type ?? (coupon is not null ? AllowanceChargeType.Coupon : promotionId is not null ? AllowanceChargeType.Promotion : AllowanceChargeType.Discount),
            Reason = Texts.OrNull(discount.Description),
            CouponCode = coupon,
            PromotionId = Texts.OrNull(promotionId),
            Amount = money.Of(Math.Abs(amount)),
        };
    }

    private ValueList<AllowanceCharge> DocumentCharges(VendureOrder source, MoneyReader money, OrderTaxes taxes) =>
    [
        .. source.Surcharges.ById(surcharge => surcharge.Id).Select(surcharge => new AllowanceCharge
        {
            Id = "surcharge-" + surcharge.Id,
            IsCharge = surcharge.Price >= 0,
            Type = surcharge.Price >= 0 ? AllowanceChargeType.Surcharge : AllowanceChargeType.Discount,
            Reason = Texts.OrNull(surcharge.Description),
            Amount = money.Of(Math.Abs(surcharge.Price)),
            Taxes = taxes.Of(OrderTaxes.Part(surcharge)),
            ExternalIds = [ExternalId.Of(connection.Name, surcharge.Id, "Surcharge")],
        }),
        .. source.ShippingLines.ById(line => line.Id).SelectMany(line => Shipping(line, source, money, taxes)),
    ];

    private IEnumerable<AllowanceCharge> Shipping(VendureShippingLine line, VendureOrder source, MoneyReader money, OrderTaxes taxes)
    {
        var full = new TaxedPart(
            line.DiscountedPrice - line.Discounts.Sum(discount => discount.Amount),
            line.DiscountedPriceWithTax - line.Discounts.Sum(discount => discount.AmountWithTax),
            taxes.Shipping);
        var discounts = line.Discounts.Select(discount => (Source: discount, Part: new TaxedPart(discount.Amount, discount.AmountWithTax, taxes.Shipping))).ToList();
        if (!full.IsPlausible || discounts.Any(discount => !discount.Part.IsPlausible))
        {
            // Rounding of price and discounts has piled up: only their sum still agrees with its tax.
            full = new TaxedPart(line.DiscountedPrice, line.DiscountedPriceWithTax, taxes.Shipping);
            discounts = [];
        }

        return discounts
            .Select(discount => Discount(discount.Source, discount.Source.Amount, AllowanceChargeType.ShippingDiscount, source, money) with { Taxes = taxes.Of(discount.Part) })
            .Prepend(new AllowanceCharge
            {
                Id = "shipping-" + line.Id,
                IsCharge = true,
                Type = AllowanceChargeType.Shipping,
                Reason = Texts.OrNull(line.ShippingMethod.Name),
                Amount = money.Of(full.Net),
                Taxes = taxes.Of(full),
                ExternalIds = [ExternalId.Of(connection.Name, line.Id, "ShippingLine")],
            });
    }

    private static MonetaryTotal Totals(VendureOrder source, MoneyReader money, ValueList<AllowanceCharge> charges)
    {
        var payments = source.Payments ?? [];
        var tax = source.TaxSummary.Sum(row => row.TaxTotal);
        var refunded = payments.SelectMany(payment => payment.Refunds).Where(IsSettled).Sum(refund => refund.Total);
        var paid = payments.Where(payment => payment.State == "Settled").Sum(payment => payment.Amount);
        var rounding = source.TotalWithTax - source.Total - tax;

        // The shop rounds each line, charge and tax row by itself. A larger difference is a wrong total, which the rules then find.
        var mayBeRounding = Math.Abs(rounding) <= source.Lines.Count + source.Surcharges.Count + source.ShippingLines.Count + source.TaxSummary.Count;
        return new MonetaryTotal
        {
            LineExtensionAmount = money.Of(source.Lines.Sum(line => line.ProratedLinePrice)),
            AllowanceTotalAmount = Sum(isCharge: false),
            ChargeTotalAmount = Sum(isCharge: true),
            ShippingAmount = money.Of(source.Shipping),
            TaxExclusiveAmount = money.Of(source.Total),
            TaxAmount = money.Of(tax),
            TaxInclusiveAmount = money.Of(source.Total + tax),
            PayableRoundingAmount = rounding != 0 && mayBeRounding ? money.Of(rounding) : null,
            PayableAmount = money.Of(source.TotalWithTax),
            OutstandingAmount = money.Of(source.TotalWithTax - paid + refunded),
            RefundedAmount = money.Of(refunded),
        };

        Money Sum(bool isCharge)
        {
            var sum = money.Of(0);
            foreach (var charge in charges)
            {
                sum = charge.IsCharge == isCharge ? sum + charge.Amount : sum;
            }

            return sum;
        }
    }

    private static bool IsSettled(VendureRefund refund) => refund.State == "Settled";
}
