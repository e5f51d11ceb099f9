namespace Crossdock.Connectors.Odoo;

/// <summary>Finds the orders that lines of sales orders belong to: ours by our numbers, any other by Odoo's.</summary>
internal sealed class SaleOrigins(OdooClient client, ExternalIds marks)
{
    public async Task<IReadOnlyDictionary<int, SaleOrigin>> ReadAsync(IEnumerable<int> saleLines, CancellationToken cancellationToken)
    {
        var ids = saleLines.Distinct().Order().ToList();
        var names = await marks.NamesAsync(OdooSale.LineModel, ids, cancellationToken).ConfigureAwait(false);
        var lines = await client.ReadAsync(OdooSale.LineModel, ids, ["order_id"], cancellationToken).ConfigureAwait(false);
        return lines.ToDictionary(
            line => line.Id,
            line => names[line.Id].Select(name => Marks.PartsOf(name, Marks.OrderLine)).FirstOrDefault(parts => parts is { Count: 2 }) is { } parts
                ? new SaleOrigin(parts[0], parts[1])
                : new SaleOrigin(line.ReferenceName("order_id") ?? Wire.Number(line.Reference("order_id") ?? 0), Wire.Number(line.Id)));
    }
}
