using Crossdock.Connectors.Http;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Warehouse;

/// <summary>The warehouse's API as calls.</summary>
internal sealed class WarehouseClient(ConnectorHttpClient http)
{
    public ConnectorHttpClient Http => http;

    public Task<WriteAnswer<WarehouseRequest>> RequestAsync(WarehouseRequestBody body, CancellationToken cancellationToken)
    {
        var request = ConnectorHttpRequest.Json(HttpMethod.Post, "fulfilment-requests", CallSafety.Unsafe, body, WarehouseJson.Default.WarehouseRequestBody);
        return WriteAnswer<WarehouseRequest>.SendAsync(http, request with { Operation = "request fulfilment" }, WarehouseJson.Default.WarehouseRequest, cancellationToken);
    }

    public Task<WarehouseRequests> FindAsync(string reference, CancellationToken cancellationToken) => http.SendAsync(
        new ConnectorHttpRequest { Method = HttpMethod.Get, Path = $"fulfilment-requests?externalReference={Uri.EscapeDataString(reference)}", Safety = CallSafety.Safe, Operation = "probe" },
        WarehouseJson.Default.WarehouseRequests,
        cancellationToken);
}
