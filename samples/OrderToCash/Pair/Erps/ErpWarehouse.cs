namespace Crossdock.OrderToCash;

/// <summary>The people of the warehouse at their screens in an ERP: they pack what an order still asks for, in one parcel or two.</summary>
/// <typeparam name="TRefusal">What is thrown when the ERP refuses.</typeparam>
internal abstract class ErpWarehouse<TRefusal>
    where TRefusal : Exception
{
    private const int MostAttempts = 20;

    /// <summary>Ships the orders whose parcels are all there to be packed, as planned.</summary>
    /// <returns>Those that have left now.</returns>
    public async Task<IReadOnlyList<PlacedOrder>> ShipAsync(IReadOnlyCollection<PlacedOrder> orders, TimeProvider time, CancellationToken cancellationToken)
    {
        var left = new List<PlacedOrder>();
        var sales = orders.Count == 0 ? [] : await FindSalesAsync([.. orders.Select(order => order.Number)]);
        foreach (var (number, sale) in sales)
        {
            var order = orders.Single(one => one.Number == number);
            if (await ShipAsync(sale, order, time, cancellationToken))
            {
                left.Add(order);
            }
        }

        return left;
    }

    /// <summary>The confirmed sales of orders, by their numbers.</summary>
    protected abstract Task<IReadOnlyList<(string Order, int Sale)>> FindSalesAsync(IReadOnlyList<string> orders);

    /// <summary>The shipments of a sale by ascending id; what was cancelled is left out.</summary>
    protected abstract Task<IReadOnlyList<PickList>> ReadShipmentsAsync(int sale);

    /// <summary>Takes a parcel out of a shipment that holds as much or more, and sends it off; the rest stays to be packed.</summary>
    protected abstract Task PackAsync(PickList shipment, IReadOnlyDictionary<string, int> parcel);

    /// <summary>True when others wrote to the same order at the same moment, and the ERP undid one of the two.</summary>
    protected abstract bool IsCollision(TRefusal refusal);

    /// <summary>True when both hold the same.</summary>
    protected static bool IsSame(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        one.Count == other.Count && one.All(line => other.GetValueOrDefault(line.Key) == line.Value);

    private async Task<bool> ShipAsync(int sale, PlacedOrder order, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await TryShipAsync(sale, order);
            }
            catch (TRefusal refusal) when (attempt < MostAttempts && IsCollision(refusal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
            }
        }
    }

    /// <summary>Goes on from wherever an earlier attempt came to: what has left already is not packed again.</summary>
    private async Task<bool> TryShipAsync(int sale, PlacedOrder order)
    {
        var shipments = await ReadShipmentsAsync(sale);
        var gone = shipments.Count(shipment => shipment.IsGone);
        var open = shipments.Where(shipment => !shipment.IsGone).ToList();
        if (gone == 0 && !IsSame(Sum(open), order.Plan.Kept))
        {
            return false; // the ERP does not know yet that a line was cancelled
        }

        foreach (var parcel in order.Plan.Parcels.Skip(gone))
        {
            var whole = open.FirstOrDefault(shipment => IsSame(shipment.Content, parcel))
                ?? open.First(shipment => parcel.All(line => shipment.Content.GetValueOrDefault(line.Key) >= line.Value));
            await PackAsync(whole, parcel);
            open = [.. (await ReadShipmentsAsync(sale)).Where(shipment => !shipment.IsGone)];
        }

        return true;
    }

    private static Dictionary<string, int> Sum(IEnumerable<PickList> lists) =>
        lists.SelectMany(list => list.Content).GroupBy(line => line.Key).ToDictionary(group => group.Key, group => group.Sum(line => line.Value));
}
