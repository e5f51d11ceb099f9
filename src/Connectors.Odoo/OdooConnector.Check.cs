namespace Crossdock.Connectors.Odoo;

/// <content>Connection check.</content>
public sealed partial class OdooConnector
{
    private static readonly string[] s_apps = ["sale_management", "sale_stock", "stock", "account"];

    /// <inheritdoc/>
    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var call = OdooCall.Search(
                "ir.module.module", Wire.Domain(Wire.Clause("name", "in", Wire.Texts(s_apps)), Wire.Clause("state", "=", "installed")), null, "name");
            var (installed, skew) = await _client.SendAsync(
                call,
                (result, answer) => (OdooClient.Rows(result).Select(row => row.Required("name")).ToHashSet(StringComparer.Ordinal), answer.Date - _time.GetUtcNow()),
                cancellationToken).ConfigureAwait(false);
            var missing = s_apps.Where(name => !installed.Contains(name)).ToList();
            if (missing.Count > 0)
            {
                return new ConnectionHealth(false, $"Connection '{_connection.Name}': the Odoo apps {string.Join(", ", missing)} are not installed; install them in Odoo.", skew);
            }

            // External ids are what keeps effects from being done twice, and not every user may read them.
            await _marks.FindAsync(OdooSale.Model, "check", cancellationToken).ConfigureAwait(false);
            var master = await _master.GetAsync(cancellationToken).ConfigureAwait(false);
            return new ConnectionHealth(true, $"Database '{_options.Database}' with warehouses {string.Join(", ", master.Warehouses.Select(warehouse => warehouse.Code))}.", skew);
        }
        catch (ConnectorException exception)
        {
            return new ConnectionHealth(false, exception.Error.Message);
        }
    }
}
