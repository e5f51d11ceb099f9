using Crossdock.Canonical;

namespace Crossdock;

/// <summary>What can be done with item master data.</summary>
public static class ItemFlowExtensions
{
    /// <summary>Publishes the item to a channel; the newest wins.</summary>
    public static FlowStep<Item> Publish(this IFlowSteps<Item> flow, string connection)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Send<PublishItem>(connection);
    }
}
