using System.Globalization;

namespace Crossdock.Connectors.Tryton;

/// <summary>Finds the orders that sale lines belong to.</summary>
internal sealed class SaleOrigins(TrytonClient client)
{
    public async Task<IReadOnlyDictionary<int, SaleOrigin>> ReadAsync(IEnumerable<int> saleLines, CancellationToken cancellationToken)
    {
        var ids = saleLines.Distinct().Order().ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<int, SaleOrigin>();
        }

        var lines = await client.ReadAsync(TrytonCall.ReadIds("sale.line", ids, "note", "sale"), cancellationToken).ConfigureAwait(false);
        var saleIds = lines.Select(line => line.Reference("sale")).OfType<int>().Distinct().Order().ToList();
        var sales = (await client.ReadAsync(TrytonCall.ReadIds("sale.sale", saleIds, "number", "web_id", "reference", "comment"), cancellationToken).ConfigureAwait(false)).ToDictionary(sale => sale.Id);
        return lines.ToDictionary(line => line.Id, line =>
        {
            var sale = sales[line.Reference("sale") ?? 0];
            return new SaleOrigin(OrderNumber(sale), Marks.LineOf(line.Text("note")) ?? line.Id.ToString(CultureInfo.InvariantCulture));
        });
    }

    /// <summary>A sale of ours by our number; any other by its own, since its reference is the customer's and may be anything.</summary>
    private static string OrderNumber(TrytonRow sale) =>
        Marks.OrderNumberOf(sale.Text("web_id"))
        ?? (Marks.RevisionOf(sale.Text("comment")) is not null ? sale.Text("reference") : null)
        ?? sale.Text("number")
        ?? sale.Id.ToString(CultureInfo.InvariantCulture);
}
