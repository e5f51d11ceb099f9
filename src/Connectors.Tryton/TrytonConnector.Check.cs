namespace Crossdock.Connectors.Tryton;

/// <content>Connection check.</content>
public sealed partial class TrytonConnector
{
    private static readonly string[] s_modules = ["sale", "stock", "account_invoice", "account_invoice_stock", "stock_split"];

    /// <inheritdoc/>
    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            string[] needed = _options.UseWebId ? [.. s_modules, "web_shop"] : s_modules;
            var call = TrytonCall.Search(
                "ir.module", Wire.Domain(Wire.Clause("name", "in", Wire.Texts(needed)), Wire.Clause("state", "=", "activated")), null, null, "name");
            var (active, skew) = await _client.SendAsync(
                call,
                (result, answer) => (TrytonClient.Rows(result).Select(row => row.Required("name")).ToHashSet(StringComparer.Ordinal), answer.Date - _time.GetUtcNow()),
                cancellationToken).ConfigureAwait(false);
            var missing = needed.Where(name => !active.Contains(name)).ToList();
            if (missing.Count > 0)
            {
                return new ConnectionHealth(false, $"Connection '{_connection.Name}': the Tryton modules {string.Join(", ", missing)} are not active; activate them in Tryton.", skew);
            }

            var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
            return new ConnectionHealth(true, $"Database '{_options.Database}' with warehouses {string.Join(", ", master.Warehouses.Select(warehouse => warehouse.Code))}.", skew);
        }
        catch (ConnectorException exception)
        {
            return new ConnectionHealth(false, exception.Error.Message);
        }
    }
}
