using Crossdock.Connectors.Http;

namespace Crossdock.FakeConnectors.Shared;

/// <summary>Checks a connection by a small read.</summary>
internal static class RemoteCheck
{
    public static async Task<ConnectionHealth> RunAsync(ConnectorHttpClient http, string path, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ConnectorHttpRequest { Method = HttpMethod.Get, Path = path, Safety = CallSafety.Safe, Operation = "check" };
            var remote = await http.SendAsync(request, response => response.Date, cancellationToken);
            return new ConnectionHealth(true, "The remote answers and takes the credential.", remote is null ? null : remote - time.GetUtcNow());
        }
        catch (ConnectorException exception)
        {
            return new ConnectionHealth(false, exception.Message);
        }
    }
}
