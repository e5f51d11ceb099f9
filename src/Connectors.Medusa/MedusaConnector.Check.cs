namespace Crossdock.Connectors.Medusa;

/// <content>Connection check.</content>
public sealed partial class MedusaConnector
{
    /// <inheritdoc/>
    public async Task<ConnectionHealth> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _client.GetAsync(
                "check",
                "orders" + MedusaQuery.Empty.And("fields", "id").And("limit", 1),
                (answer, response) => new ConnectionHealth(
                    true, FormattableString.Invariant($"{answer.GetProperty("count").GetInt32()} orders readable."), response.Date - _time.GetUtcNow()),
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return new ConnectionHealth(false, exception.Error.Message);
        }
    }
}
