using Crossdock.Canonical;
using Crossdock.Faults.History;

namespace Crossdock.Faults.Simulation;

/// <summary>The flow under test, and what has to come of it.</summary>
internal static class SimFlow
{
    private static readonly (string Connection, string Operation) s_orderAccepted = ("erp", SubmitOrder.Operation.Name);

    public static IReadOnlyList<Expectation> Expectations { get; } =
    [
        new("shop", "order", "erp", SubmitOrder.Operation.Name),
        new("shop", "order", "shop", AcknowledgeOrder.Operation.Name, ComparesMarks: false),
        new("shop", "order", "warehouse", RequestFulfilment.Operation.Name),
        new("warehouse", "shipment", "shop", ReportShipment.Operation.Name),
        new("warehouse", "shipment", "erp", ReportShipment.Operation.Name),
        new("warehouse", "shipment", "erp", PostInvoice.Operation.Name, ComparesMarks: false),
        new("erp", "invoice", "shop", PublishInvoice.Operation.Name),
        new("warehouse", "inventory", "shop", PublishInventory.Operation.Name),
    ];

    public static FlowBuilder Build()
    {
        var flow = new FlowBuilder("order-to-cash");
        flow.On<Order>("shop").Submit("erp").Acknowledge("shop");
        flow.On<Order>("shop").RequestFulfilment("warehouse").After(Fact.OrderAccepted("erp"));
        flow.On<Shipment>("warehouse").Report("shop");
        flow.On<Shipment>("warehouse").Report("erp");
        flow.On<Shipment>("warehouse").PostInvoice("erp");
        flow.On<Invoice>("erp").Publish("shop");
        flow.On<Inventory>("warehouse").Coalesce(TimeSpan.FromSeconds(5)).Publish("shop");
        return flow;
    }

    /// <summary>What the remotes of one seed can do against doing an effect twice.</summary>
    public static IEnumerable<EffectRule> Rules(SimRandom random)
    {
        yield return Rule(random, "erp", SubmitOrder.Operation);
        yield return Rule(random, "shop", AcknowledgeOrder.Operation);
        yield return Rule(random, "warehouse", RequestFulfilment.Operation) with { After = [s_orderAccepted] };
        yield return Rule(random, "shop", ReportShipment.Operation);
        yield return Rule(random, "erp", ReportShipment.Operation) with { After = [s_orderAccepted] };
        yield return Rule(random, "erp", PostInvoice.Operation) with { After = [s_orderAccepted], IsOnlyOnce = true };
        yield return Rule(random, "shop", PublishInvoice.Operation);
        yield return Rule(random, "shop", PublishInventory.Operation);
    }

    public static ConnectorManifest Manifest(string connection, IEnumerable<EffectRule> rules, Seams seams) => new()
    {
        System = connection,
        Role = connection switch { "shop" => ConnectorRole.Ecommerce, "erp" => ConnectorRole.Erp, _ => ConnectorRole.Warehouse },
        Effects =
        [
            .. rules.Where(rule => rule.Connection == connection)
                .Select(rule => seams.Declare(new EffectManifest(rule.Operation, rule.Mode, rule.KeyWindow, ["number"], rule.SettleTime))),
        ],
    };

    private static EffectRule Rule(SimRandom random, string connection, EffectOperation operation)
    {
        var mode = random.Pick<IdempotencyMode>([IdempotencyMode.NaturalKeyLookup, IdempotencyMode.NaturalKeyLookup, IdempotencyMode.NativeKey, IdempotencyMode.NativeKey, IdempotencyMode.None]);
        return new EffectRule
        {
            Connection = connection,
            Operation = operation,
            Mode = mode,
            KeyWindow = mode == IdempotencyMode.NativeKey ? TimeSpan.FromSeconds(random.Next(20, 600)) : null,
            SettleTime = mode == IdempotencyMode.None ? default : TimeSpan.FromSeconds(random.Next(0, 20)),
        };
    }
}
