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

    /// <summary>Builds the flow.</summary>
    /// <param name="hasPrerequisites">False leaves out what waits for the order, as a planted bug does.</param>
    /// <param name="isInvoiceOnce">False lets invoices be posted again.</param>
    /// <param name="invoice">Makes invoices otherwise than Crossdock does; null for its own.</param>
    public static FlowBuilder Build(bool hasPrerequisites = true, bool isInvoiceOnce = true, DocumentMapping<Shipment, Invoice>? invoice = null)
    {
        var flow = new FlowBuilder("order-to-cash");
        flow.On<Order>("shop").Submit("erp").Acknowledge("shop");
        var request = flow.On<Order>("shop").RequestFulfilment("warehouse");
        flow.On<Shipment>("warehouse").Report("shop");
        flow.On<Shipment>("warehouse").Report("erp");
        var posting = flow.On<Shipment>("warehouse");
        var post = invoice is null ? posting.PostInvoice("erp") : posting.PostInvoice("erp", invoice);
        if (hasPrerequisites)
        {
            request.After(Fact.OrderAccepted("erp"));
        }

        if (!isInvoiceOnce)
        {
            post.Step.IsOnlyOnce = false;
            post.Step.RevisionOf = Shipment.Codec.ToCanonicalBytes;
        }

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
