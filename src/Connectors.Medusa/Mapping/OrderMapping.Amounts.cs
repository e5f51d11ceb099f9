using System.Text.Json.Nodes;
using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa;

/// <content>Lines, charges and totals.</content>
internal sealed partial class OrderMapping
{
    private const string ExtensionName = "medusa";

    private OrderLine Line(MedusaLine line, int index, MedusaOrder source, Cash cash, OrderTaxes taxes)
    {
        // What came back is not in the shop's amounts.
        var quantity = line.RawQuantity - line.Returned;
        var net = cash.Round(line.RawSubtotal - line.RawDiscountSubtotal);
        return new OrderLine
        {
            Id = line.Id,
            Position = index + 1,
            Type = OrderLineType.Item,
            Item = Item(line),
            RequiresShipping = line.RequiresShipping,
            Quantity = Quantity.Of(quantity),
            Quantities = new QuantityLadder
            {
                Ordered = line.RawQuantity,
                Cancelled = 0,

                // The shop says "fulfilled" for what was packed.
                Packed = line.Detail.RawFulfilledQuantity,
                Shipped = line.Detail.RawShippedQuantity,
                Delivered = line.Detail.RawDeliveredQuantity,
                Returned = line.Returned > 0 ? line.Returned : null,
            },
            Price = new Price { Amount = cash.Exactly(line.RawUnitPrice), TaxIncluded = line.IsTaxInclusive ? true : null },
            AllowanceCharges = LineDiscounts(line, quantity, source, cash),
            LineExtensionAmount = cash.Exactly(net),
            Taxes = taxes.Of(line.TaxLines, net),
            TaxInclusiveAmount = line.IsTaxInclusive ? cash.Paid(line.RawTotal) : null,
            ExternalIds = [ExternalId.Of(connection.Name, line.Id, "LineItem")],
        };
    }

    private ItemReference Item(MedusaLine line) => new()
    {
        SellerItemId = Texts.OrNull(line.VariantSku),
        Name = Texts.OrNull(line.Title),
        VariantName = Texts.OrNull(line.Subtitle),
        AdditionalIds = Texts.OrNull(line.VariantBarcode) is { } barcode ? [new Identifier { Scheme = new IdentifierScheme("barcode"), Value = barcode }] : [],
        ExternalIds =
        [
            .. Texts.OrNull(line.VariantId) is { } variant ? [ExternalId.Of(connection.Name, variant, "ProductVariant")] : Array.Empty<ExternalId>(),
            .. Texts.OrNull(line.ProductId) is { } product ? [ExternalId.Of(connection.Name, product, "Product")] : Array.Empty<ExternalId>(),
        ],
    };

    /// <summary>
    /// Discounts of a line, shares of order discounts included: the shop spreads those over the lines itself, to fractions of a cent. They are
    /// rounded so that quantity x price less discounts is the line's rounded amount.
    /// </summary>
    private static ValueList<AllowanceCharge> LineDiscounts(MedusaLine line, decimal quantity, MedusaOrder source, Cash cash)
    {
        var amount = cash.Round(line.IsTaxInclusive ? line.RawTotal : line.RawSubtotal - line.RawDiscountSubtotal);
        var discount = cash.Round(quantity * line.RawUnitPrice) - amount;
        var adjustments = line.Adjustments.Where(adjustment => adjustment.RawAmount > 0)
            .OrderBy(adjustment => adjustment.Code, StringComparer.Ordinal).ThenBy(adjustment => adjustment.PromotionId, StringComparer.Ordinal).ToList();
        if (discount <= 0 || adjustments.Count == 0)
        {
            return [];
        }

        var shares = cash.Exactly(discount).Allocate([.. adjustments.Select(adjustment => adjustment.RawAmount.Value)]);
        return
        [
            .. adjustments.Select((adjustment, index) => Discount(adjustment, shares[index], AllowanceChargeType.Promotion) with { TaxIncluded = line.IsTaxInclusive ? true : null })
                .Where(share => share.Amount.Amount != 0),
        ];
    }

    private static AllowanceCharge Discount(MedusaAdjustment adjustment, Money amount, AllowanceChargeType type) => new()
    {
        IsCharge = false,
        Type = type,
        Reason = Texts.OrNull(adjustment.Description),
        CouponCode = Texts.OrNull(adjustment.Code),
        PromotionId = Texts.OrNull(adjustment.PromotionId),
        Amount = amount,
    };

    private IEnumerable<AllowanceCharge> Charges(MedusaOrder source, Cash cash, OrderTaxes taxes)
    {
        foreach (var method in ShippingMethods(source))
        {
            var (full, left) = (cash.Round(method.RawSubtotal), cash.Round(method.RawSubtotal - method.RawDiscountSubtotal));
            yield return new AllowanceCharge
            {
                Id = method.Id,
                IsCharge = true,
                Type = AllowanceChargeType.Shipping,
                Reason = Texts.OrNull(method.Name),
                Amount = cash.Exactly(full),
                Taxes = taxes.Of(method.TaxLines, full),
                ExternalIds = [ExternalId.Of(connection.Name, method.Id, "ShippingMethod")],
            };
            if (full != left)
            {
                yield return Discount(method.Adjustments.Count == 1 ? method.Adjustments[0] : new MedusaAdjustment(default), cash.Exactly(full - left), AllowanceChargeType.ShippingDiscount) with
                {
                    Taxes = taxes.Of(method.TaxLines, left - full),
                };
            }
        }

        foreach (var credit in source.Adjustments.OrderBy(line => line.Id, StringComparer.Ordinal))
        {
            yield return new AllowanceCharge
            {
                Id = credit.Id,
                IsCharge = credit.RawAmount < 0,
                Type = AllowanceChargeType.Adjustment,
                Reason = Texts.OrNull(credit.Reference),
                Amount = cash.Paid(Math.Abs(credit.RawAmount)),
                ExternalIds = [ExternalId.Of(connection.Name, credit.Id, "CreditLine")],
            };
        }
    }

    private static MonetaryTotal Totals(MedusaOrder source, Cash cash, ValueList<OrderLine> lines, ValueList<AllowanceCharge> charges, ValueList<Tax> rows)
    {
        var (paid, refunded) = (source.Payments.Sum(payment => payment.Captured), source.Payments.Sum(payment => payment.Refunded));
        var net = lines.Sum(line => line.LineExtensionAmount!.Value.Amount);
        var (allowances, additions) = (Sum(isCharge: false), Sum(isCharge: true));
        var tax = rows.Sum(row => row.Amount!.Value.Amount);
        var payable = cash.Round(source.Cost);
        var rounding = payable - (net - allowances + additions + tax);

        // Each line, charge and tax row was rounded by itself. A larger difference is a wrong total, which the rules then find.
        var mayBeRounding = Math.Abs(rounding) <= (lines.Count + charges.Count + rows.Count) * cash.MinorUnit;
        return new MonetaryTotal
        {
            LineExtensionAmount = cash.Exactly(net),
            AllowanceTotalAmount = cash.Exactly(allowances),
            ChargeTotalAmount = cash.Exactly(additions),
            ShippingAmount = cash.Exactly(Typed(AllowanceChargeType.Shipping) - Typed(AllowanceChargeType.ShippingDiscount)),
            TaxExclusiveAmount = cash.Exactly(net - allowances + additions),
            TaxAmount = cash.Exactly(tax),
            TaxInclusiveAmount = cash.Exactly(net - allowances + additions + tax),
            PayableRoundingAmount = rounding != 0 && mayBeRounding ? cash.Exactly(rounding) : null,
            PayableAmount = cash.Exactly(payable),

            // Of the shop's own total: a refund that nothing came back for leaves nothing open.
            OutstandingAmount = cash.Paid(source.Total - paid + refunded),
            RefundedAmount = cash.Paid(refunded),
        };

        decimal Sum(bool isCharge) => charges.Where(charge => charge.IsCharge == isCharge).Sum(charge => charge.Amount.Amount);
        decimal Typed(AllowanceChargeType type) => charges.Where(charge => charge.Type == type).Sum(charge => charge.Amount.Amount);
    }

    /// <summary>The shop's own figures to their last digit, for who has to balance with them.</summary>
    private static Extensions ExactAmounts(MedusaOrder source) => Extensions.Empty.With(
        ExtensionName,
        new JsonObject
        {
            ["version"] = source.Version,
            ["total"] = Text(source.Total),
            ["payments"] = new JsonObject([.. source.Payments.OrderBy(payment => payment.Id, StringComparer.Ordinal).Select(payment => KeyValuePair.Create(payment.Id, (JsonNode?)Text(payment.RawAmount)))]),
            ["lines"] = new JsonObject([.. source.Items.OrderBy(line => line.Id, StringComparer.Ordinal).Select(line => KeyValuePair.Create(line.Id, (JsonNode?)Text(line.RawTotal)))]),
        },
        MedusaJson.Default.JsonObject);

    private static string Text(decimal exact) => FormattableString.Invariant($"{exact}");
}
