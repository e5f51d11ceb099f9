namespace Crossdock.Connectors.Vendure;

/// <summary>How many pieces of each line have left and arrived, from fulfilments that were not cancelled.</summary>
internal sealed class FulfilmentProgress
{
    private readonly Dictionary<string, int> _shipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _delivered = new(StringComparer.Ordinal);

    public FulfilmentProgress(VendureOrder order)
    {
        // A fulfilment may hold lines of other orders too.
        var own = order.Lines.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var fulfilment in order.Fulfillments ?? [])
        {
            foreach (var line in fulfilment.Lines.Where(line => own.Contains(line.OrderLineId)))
            {
                if (fulfilment.State is "Shipped" or "Delivered")
                {
                    _shipped[line.OrderLineId] = Shipped(line.OrderLineId) + line.Quantity;
                }

                if (fulfilment.State == "Delivered")
                {
                    _delivered[line.OrderLineId] = Delivered(line.OrderLineId) + line.Quantity;
                }
            }
        }
    }

    public int TotalShipped => _shipped.Values.Sum();

    public int TotalDelivered => _delivered.Values.Sum();

    public int Shipped(string lineId) => _shipped.GetValueOrDefault(lineId);

    public int Delivered(string lineId) => _delivered.GetValueOrDefault(lineId);
}
