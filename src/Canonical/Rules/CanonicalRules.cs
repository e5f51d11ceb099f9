using Crossdock.Canonical.Rules.Checks;

namespace Crossdock.Canonical.Rules;

/// <summary>
/// Rules beyond the schema: totals add up, references resolve, codes and check digits are right. Every rule has a stable id and a
/// section in docs/canonical/rules.md. Never throws on a document that the schema accepts.
/// </summary>
public static class CanonicalRules
{
    /// <summary>Checks an order.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(Order order) => Run(order, static (document, report) => new OrderCheck(document, report).Run());

    /// <summary>Checks an order acknowledgement.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(OrderAcknowledgement acknowledgement) =>
        Run(acknowledgement, static (document, report) => new OrderAcknowledgementCheck(document, report).Run());

    /// <summary>Checks a fulfilment request.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(FulfilmentRequest request) =>
        Run(request, static (document, report) => new FulfilmentRequestCheck(document, report).Run());

    /// <summary>Checks an item.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(Item item) => Run(item, static (document, report) => new ItemCheck(document, report).Run());

    /// <summary>Checks an inventory document.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(Inventory inventory) =>
        Run(inventory, static (document, report) => new InventoryCheck(document, report).Run());

    /// <summary>Checks a shipment.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(Shipment shipment) =>
        Run(shipment, static (document, report) => new ShipmentCheck(document, report).Run());

    /// <summary>Checks an invoice or credit note.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(Invoice invoice) => Run(invoice, static (document, report) => new InvoiceCheck(document, report).Run());

    /// <summary>Checks a payment or refund.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> Check(Payment payment) => Run(payment, static (document, report) => new PaymentCheck(document, report).Run());

    /// <summary>Compares a shipment with one of its orders: lines that refer to another order are passed over.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> CheckAgainstOrder(Shipment shipment, Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Run(shipment, (document, report) => new OrderComparison(order, report).Shipment(document));
    }

    /// <summary>Compares an invoice with one of its orders: lines that refer to another order are passed over.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> CheckAgainstOrder(Invoice invoice, Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Run(invoice, (document, report) => new OrderComparison(order, report).Invoice(document));
    }

    /// <summary>Compares an acknowledgement with the order it answers.</summary>
    /// <returns>Every violation, at most 1,000; empty when there is none.</returns>
    public static IReadOnlyList<RuleViolation> CheckAgainstOrder(OrderAcknowledgement acknowledgement, Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Run(acknowledgement, (document, report) => new OrderComparison(order, report).Acknowledgement(document));
    }

    private static IReadOnlyList<RuleViolation> Run<T>(T document, Action<T, RuleReport> check)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(document);
        var report = new RuleReport();
        try
        {
            check(document, report);
        }
        catch (OverflowException)
        {
            // Amounts near 10^28 have no business in a trade document; the rest of the pass is not worth saving.
            report.Error(RuleIds.AmountTooLarge, "", "Amounts or quantities are too large to compute with.", "a result out of range", "results below 10^28");
        }

        return report.Violations;
    }
}
