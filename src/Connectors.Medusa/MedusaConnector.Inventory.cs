using System.Text.Json.Nodes;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <content>Stock out: absolute levels per location.</content>
public sealed partial class MedusaConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (await ExecuteBatchAsync([request], cancellationToken).ConfigureAwait(false))[0].Result!;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// What cannot be published is refused by itself. A level that came or went since we looked makes the shop refuse the whole call: it is thrown, so that the batch is
    /// halved, and each half looks anew.
    /// </remarks>
    public async Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<PublishInventory>> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var readings = requests.Select(request => StockMapping.Read(request.Command.Document, _options)).ToList();
        var items = await _inventory.FindAsync([.. readings.SelectMany(reading => reading.Levels).Select(target => target.Sku)], cancellationToken).ConfigureAwait(false);
        var plans = new List<(IReadOnlyList<PlannedLevel> Levels, ConnectorError? Refusal)>(requests.Count);
        foreach (var reading in readings)
        {
            plans.Add(await PlanStockAsync(reading, items, cancellationToken).ConfigureAwait(false));
        }

        // Two documents may speak of one level; the later one counts.
        var levels = plans.SelectMany(plan => plan.Levels).GroupBy(level => (level.Item.Id, level.LocationId)).Select(group => group.Last()).Where(level => level.Now != level.OnHand).ToList();
        if (levels.Count > 0)
        {
            await SetStockAsync(levels, cancellationToken).ConfigureAwait(false);
        }

        return
        [
            .. plans.Select(plan => BatchResult.Of(plan.Refusal is { } refusal
                ? EffectResult.Rejected(refusal)
                : plan.Levels.Any(levels.Contains) ? EffectResult.Applied(Reference(plan.Levels)) : EffectResult.AlreadyApplied(Reference(plan.Levels)))),
        ];
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reading = StockMapping.Read(request.Command.Document, _options);
        var items = await _inventory.FindAsync([.. reading.Levels.Select(target => target.Sku)], cancellationToken).ConfigureAwait(false);
        var (levels, refusal) = await PlanStockAsync(reading, items, cancellationToken).ConfigureAwait(false);
        return refusal is null && levels.All(level => level.Now == level.OnHand) ? ProbeResult.Found(Reference(levels)) : ProbeResult.NotFound;
    }

    private async Task SetStockAsync(IReadOnlyList<PlannedLevel> levels, CancellationToken cancellationToken)
    {
        try
        {
            await _client.PostAsync(
                "stock",
                "inventory-items/location-levels/batch",
                new JsonObject { ["create"] = Levels(isThere: false), ["update"] = Levels(isThere: true) },
                _ => true,
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Kind is ErrorKind.Validation or ErrorKind.NotFound)
        {
            // An item or level came or went since we looked. Nothing was set; the next attempt looks anew.
            throw new ConnectorException(exception.Error with { Kind = ErrorKind.Transient });
        }

        JsonArray Levels(bool isThere) =>
        [
            .. levels.Where(level => level.Now is not null == isThere).Select(level => (JsonNode)new JsonObject
            {
                ["inventory_item_id"] = level.Item.Id,
                ["location_id"] = level.LocationId,
                ["stocked_quantity"] = level.OnHand,
            }),
        ];
    }

    private async Task<(IReadOnlyList<PlannedLevel> Levels, ConnectorError? Refusal)> PlanStockAsync(
        (IReadOnlyList<StockLevel> Levels, (string Pointer, string Message)? Problem) reading,
        IReadOnlyDictionary<string, MedusaInventoryItem> items,
        CancellationToken cancellationToken)
    {
        if (reading.Problem is var (pointer, message))
        {
            return ([], Refuse(ErrorKind.Validation, message, pointer));
        }

        var levels = new List<PlannedLevel>(reading.Levels.Count);
        foreach (var target in reading.Levels)
        {
            if (!items.TryGetValue(target.Sku, out var item))
            {
                return ([], Refuse(ErrorKind.NotFound, $"The shop has no inventory item with the SKU '{target.Sku}'; create it there, let its variant manage inventory, or stop publishing its stock.", "/positions"));
            }

            if (await _locations.FindAsync(target.Location, cancellationToken).ConfigureAwait(false) is not { } locationId)
            {
                return ([], UnknownLocation(target.Location, "/positions"));
            }

            levels.Add(new PlannedLevel(item, locationId, item.LocationLevels.FirstOrDefault(level => level.LocationId == locationId)?.RawStockedQuantity.Value, target.OnHand));
        }

        return (levels, null);
    }

    private static RemoteReference Reference(IReadOnlyList<PlannedLevel> levels) => new(levels[0].Item.Id, levels[0].Item.Sku);

    /// <param name="Item">The item.</param>
    /// <param name="LocationId">Where.</param>
    /// <param name="Now">What the shop has there; null when it has no level.</param>
    /// <param name="OnHand">What it is to have.</param>
    private sealed record PlannedLevel(MedusaInventoryItem Item, string LocationId, decimal? Now, decimal OnHand);
}
