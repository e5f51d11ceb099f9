using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Vendure;

/// <content>Stock out: absolute levels.</content>
public sealed partial class VendureConnector
{
    /// <inheritdoc/>
    public async Task<EffectResult> ExecuteAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (levels, refusal) = await PlanStockAsync(request, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return EffectResult.Rejected(refusal);
        }

        // One call for the whole document: the shop takes all of it or, when one id is unknown, nothing.
        try
        {
            await SetStockAsync(levels, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            // A variant was deleted since we looked it up. Nothing was set; the next attempt looks up anew.
            throw new ConnectorException(exception.Error with { Kind = ErrorKind.Transient });
        }

        return Set(levels);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// What cannot be published is refused by itself. A variant that was deleted since we looked it up makes the shop refuse the whole call: it is thrown, so that the
    /// batch is halved, and each half looks its variants up anew.
    /// </remarks>
    public async Task<IReadOnlyList<BatchResult>> ExecuteBatchAsync(IReadOnlyList<EffectRequest<PublishInventory>> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);

        // One look-up for all of them.
        var skus = requests.SelectMany(request => StockMapping.Read(request.Command.Document, _options).Targets).Select(target => target.Sku).Distinct().ToList();
        await _variants.FindVariantsAsync(skus, cancellationToken).ConfigureAwait(false);
        var plans = new List<(IReadOnlyList<PlannedLevel> Levels, ConnectorError? Refusal)>(requests.Count);
        foreach (var request in requests)
        {
            plans.Add(await PlanStockAsync(request, cancellationToken).ConfigureAwait(false));
        }

        if (plans.SelectMany(plan => plan.Levels).ToList() is { Count: > 0 } levels)
        {
            await SetStockAsync(levels, cancellationToken).ConfigureAwait(false);
        }

        return [.. plans.Select(plan => BatchResult.Of(plan.Refusal is { } refusal ? EffectResult.Rejected(refusal) : Set(plan.Levels)))];
    }

    /// <inheritdoc/>
    public async Task<ProbeResult> ProbeAsync(EffectRequest<PublishInventory> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (levels, refusal) = await PlanStockAsync(request, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return ProbeResult.NotFound;
        }

        var variants = await _variants.ReadAsync([.. levels.Select(level => level.Target.Sku).Distinct()], cancellationToken).ConfigureAwait(false);
        var isThere = levels.All(level => variants.Any(variant => variant.Id == level.VariantId
            && variant.StockLevels?.Any(stock => stock.StockLocationId == level.LocationId && stock.StockOnHand == level.Target.OnHand) == true));
        return isThere ? ProbeResult.Found(new RemoteReference(levels[0].VariantId, levels[0].Target.Sku)) : ProbeResult.NotFound;
    }

    private async Task SetStockAsync(IReadOnlyList<PlannedLevel> levels, CancellationToken cancellationToken)
    {
        // Several levels of one variant stand in one entry.
        var input = new JsonArray([.. levels.GroupBy(level => level.VariantId).Select(group => (JsonNode)new JsonObject
        {
            ["id"] = group.Key,
            ["stockLevels"] = new JsonArray([.. group.Select(level => (JsonNode)new JsonObject
            {
                ["stockLocationId"] = level.LocationId,
                ["stockOnHand"] = level.Target.OnHand,
            })]),
        })]);
        try
        {
            await _client.SendAsync(VendureOperations.SetStock, new JsonObject { ["input"] = input }, _ => true, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            _variants.Forget(levels.Select(level => level.Target.Sku));
            throw;
        }
    }

    private static EffectResult Set(IReadOnlyList<PlannedLevel> levels) => EffectResult.Applied(new RemoteReference(levels[0].VariantId, levels[0].Target.Sku));

    private async Task<(IReadOnlyList<PlannedLevel> Levels, ConnectorError? Refusal)> PlanStockAsync(
        EffectRequest<PublishInventory> request, CancellationToken cancellationToken)
    {
        var (targets, problem) = StockMapping.Read(request.Command.Document, _options);
        if (problem is var (pointer, message))
        {
            return ([], Refuse(ErrorKind.Validation, message, pointer));
        }

        var variantIds = await _variants.FindVariantsAsync([.. targets.Select(target => target.Sku).Distinct()], cancellationToken).ConfigureAwait(false);
        var levels = new List<PlannedLevel>(targets.Count);
        foreach (var target in targets)
        {
            if (!variantIds.TryGetValue(target.Sku, out var variantId))
            {
                return ([], Refuse(ErrorKind.NotFound, $"The shop has no variant with the SKU '{target.Sku}'; create it there or stop publishing its stock.", "/positions"));
            }

            if (await _variants.FindLocationAsync(target.Location, cancellationToken).ConfigureAwait(false) is not { } locationId)
            {
                return ([], Refuse(
                    ErrorKind.NotFound,
                    $"The shop has no stock location for '{target.Location}'; add it to {_connection.OptionPath(nameof(VendureOptions.StockLocations))} with the id of one.",
                    "/positions"));
            }

            levels.Add(new PlannedLevel(target, variantId, locationId));
        }

        return (levels, null);
    }

    private ConnectorError Refuse(ErrorKind kind, string message, string? pointer) =>
        new() { Kind = kind, Message = $"Connection '{_connection.Name}': {message}", Pointer = pointer };

    private sealed record PlannedLevel(StockTarget Target, string VariantId, string LocationId);
}
