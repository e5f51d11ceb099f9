using System.Text.Json.Serialization.Metadata;
using Crossdock.Connectors.Http;
using Crossdock.FakeConnectors.Shared;

namespace Crossdock.FakeConnectors.Erp;

/// <summary>The ERP's API as calls.</summary>
internal sealed class ErpClient(ConnectorHttpClient http)
{
    public ConnectorHttpClient Http => http;

    /// <summary>A write under the effect's key: the ERP answers a repeat within its window with the first result.</summary>
    public Task<WriteAnswer<T>> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> answerType, IdempotencyKey key, CancellationToken cancellationToken)
        where T : class
    {
        var request = ConnectorHttpRequest.Json(HttpMethod.Post, path, CallSafety.Unsafe, body, bodyType) with
        {
            Headers = [new("Idempotency-Key", key.ToString())],
            Operation = key.Operation,
        };
        return WriteAnswer<T>.SendAsync(http, request, answerType, cancellationToken);
    }

    public Task<ErpOrders> FindOrdersAsync(string reference, CancellationToken cancellationToken) =>
        GetAsync($"orders?externalReference={Uri.EscapeDataString(reference)}", ErpJson.Default.ErpOrders, cancellationToken);

    public Task<ErpShipments> FindShipmentsAsync(string order, string shipment, CancellationToken cancellationToken) => GetAsync(
        $"shipments?orderReference={Uri.EscapeDataString(order)}&externalReference={Uri.EscapeDataString(shipment)}", ErpJson.Default.ErpShipments, cancellationToken);

    public Task<ErpInvoices> FindInvoicesAsync(string order, string shipment, CancellationToken cancellationToken) => GetAsync(
        $"invoices?orderReference={Uri.EscapeDataString(order)}&shipmentReference={Uri.EscapeDataString(shipment)}", ErpJson.Default.ErpInvoices, cancellationToken);

    public Task<ErpCreditNotes> FindCreditNotesAsync(string order, CancellationToken cancellationToken) =>
        GetAsync($"credit-notes?orderReference={Uri.EscapeDataString(order)}", ErpJson.Default.ErpCreditNotes, cancellationToken);

    public Task<ErpPayments> FindPaymentsAsync(string order, CancellationToken cancellationToken) =>
        GetAsync($"payments?orderReference={Uri.EscapeDataString(order)}", ErpJson.Default.ErpPayments, cancellationToken);

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        http.SendAsync(new ConnectorHttpRequest { Method = HttpMethod.Get, Path = path, Safety = CallSafety.Safe, Operation = "probe" }, type, cancellationToken);
}
