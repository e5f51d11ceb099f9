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
            // A variant was deleted since we looked it up. Nothing was set; the next attempt looks up anew.
            _variants.Forget(levels.Select(level => level.Target.Sku));
            throw new ConnectorException(exception.Error with { Kind = ErrorKind.Transient });
        }

        return EffectResult.Applied(new RemoteReference(levels[0].VariantId, levels[0].Target.Sku));
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

    private async Task<(IReadOnlyList<PlannedLevel> Levels, ConnectorError? Refusal)> PlanStockAsync(
        EffectRequest<PublishInventory> request, CancellationToken cancellationToken)
    {
        var (targets, problem) = StockMapping.Read(request.Command.Document, _options.StockBucket);
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
