using Crossdock.Canonical;

namespace Crossdock;

/// <summary>What can be done with stock.</summary>
public static class InventoryFlowExtensions
{
    /// <summary>
    /// Sets the stock of each item and location in a channel; the newest by <c>asOf</c> wins. Movements are recorded and not published, since a channel is
    /// told absolute stock.
    /// </summary>
    public static FlowStep<Inventory> Publish(this IFlowSteps<Inventory> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<PublishInventory>(connection).When(stock => stock.Kind == InventoryKind.Snapshot);
    }
}
