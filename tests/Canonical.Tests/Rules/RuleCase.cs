using Crossdock.Canonical.Rules;

namespace Crossdock.Canonical.Tests.Rules;

/// <summary>One planted breach: what is checked before and after planting it.</summary>
/// <param name="RuleId">The rule that must notice.</param>
/// <param name="Pointer">Where it must point.</param>
/// <param name="Good">Checks the document without the breach.</param>
/// <param name="Bad">Checks the document with it.</param>
internal sealed record RuleCase(string RuleId, string Pointer, Func<IReadOnlyList<RuleViolation>> Good, Func<IReadOnlyList<RuleViolation>> Bad)
{
    public static RuleCase Order(string ruleId, string pointer, Func<Order, Order> plant, Func<Order, Order>? prepare = null) =>
        Make(ruleId, pointer, (prepare ?? Same)(Sample.Order), plant, CanonicalRules.Check);

    public static RuleCase FirstLine(string ruleId, string pointer, Func<OrderLine, OrderLine> plant) =>
        Order(ruleId, pointer, order => order with { Lines = [plant(order.Lines[0]), .. order.Lines.AsSpan()[1..]] });

    public static RuleCase Totals(string ruleId, string pointer, Func<MonetaryTotal, MonetaryTotal> plant) =>
        Order(ruleId, pointer, order => order with { Totals = plant(order.Totals!) });

    public static RuleCase Invoice(string ruleId, string pointer, Func<Invoice, Invoice> plant) =>
        Make(ruleId, pointer, Sample.Invoice, plant, CanonicalRules.Check);

    public static RuleCase Payment(string ruleId, string pointer, Func<Payment, Payment> plant) =>
        Make(ruleId, pointer, Sample.Payment, plant, CanonicalRules.Check);

    public static RuleCase Refund(string ruleId, string pointer, Func<Payment, Payment> plant) =>
        Make(ruleId, pointer, Sample.Refund, plant, CanonicalRules.Check);

    public static RuleCase Shipment(string ruleId, string pointer, Func<Shipment, Shipment> plant) =>
        Make(ruleId, pointer, Sample.Shipment, plant, CanonicalRules.Check);

    public static RuleCase Acknowledgement(string ruleId, string pointer, Func<OrderAcknowledgement, OrderAcknowledgement> plant) =>
        Make(ruleId, pointer, Sample.Acknowledgement, plant, CanonicalRules.Check);

    public static RuleCase Request(string ruleId, string pointer, Func<FulfilmentRequest, FulfilmentRequest> plant) =>
        Make(ruleId, pointer, Sample.Request, plant, CanonicalRules.Check);

    public static RuleCase Item(string ruleId, string pointer, Func<Item, Item> plant) => Make(ruleId, pointer, Sample.Item, plant, CanonicalRules.Check);

    public static RuleCase Stock(string ruleId, string pointer, Inventory good, Func<Inventory, Inventory> plant) =>
        Make(ruleId, pointer, good, plant, CanonicalRules.Check);

    public static RuleCase Make<T>(string ruleId, string pointer, T good, Func<T, T> plant, Func<T, IReadOnlyList<RuleViolation>> check) =>
        new(ruleId, pointer, () => check(good), () => check(plant(good)));

    private static Order Same(Order order) => order;
}
