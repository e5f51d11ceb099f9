using System.Text.Json;

namespace Crossdock.Connectors.Vendure;

/// <content>Connection check.</content>
public sealed partial class VendureConnector
{
    /// <inheritdoc/>
    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(
                VendureOperations.Check,
                [],
                (data, answer) =>
                {
                    var channel = data.GetProperty("activeChannel").Deserialize(VendureJson.Default.VendureChannel) ?? throw new JsonException();
                    var orders = data.GetProperty("orders").GetProperty("totalItems").GetInt32();
                    return new ConnectionHealth(
                        true,
                        FormattableString.Invariant($"Channel '{channel.Code}', prices {(channel.PricesIncludeTax ? "with" : "without")} tax, {orders} orders and carts readable."),
                        answer.Date - _time.GetUtcNow());
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return new ConnectionHealth(false, exception.Error.Message);
        }
    }
}
