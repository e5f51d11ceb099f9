using System.Text.Json;
using Crossdock.Canonical;
using Crossdock.Connectors.Http;

namespace Crossdock.Connectors.Medusa;

/// <summary>Reads orders: by the ways of <see cref="ListWalk"/>, and single ones by their id.</summary>
internal sealed class OrderReader(MedusaClient client, MedusaOptions options, OrderMapping mapping, TimeProvider time)
{
    private const string Operation = "orders";

    /// <summary>
    /// What is read of an order. The shop's own <c>payment_status</c> and <c>fulfillment_status</c> are not: what they say depends on the fields that
    /// are selected beside them.
    /// </summary>
    public const string Fields =
        "id,display_id,custom_display_id,status,version,email,currency_code,created_at,updated_at,canceled_at,total"
        + ",*items,*items.detail,*items.adjustments,*items.tax_lines"
        + ",*shipping_methods,*shipping_methods.tax_lines,*shipping_methods.adjustments,*shipping_address,*billing_address,*customer,*sales_channel,*credit_lines,*returns"
        + ",*payment_collections,*payment_collections.payments,*payment_collections.payments.captures,*payment_collections.payments.refunds,*payment_collections.payments.refunds.refund_reason"
        + ",*fulfillments,*fulfillments.items,*fulfillments.labels";

    /// <summary>Reads a slice of a walk. Walking again takes the orders that changed within the window.</summary>
    public Task<ListPage<ListRow<Order>>> ReadAsync(ListWalk walk, ListSlice slice, CancellationToken cancellationToken)
    {
        var from = walk == ListWalk.All && options.OrdersSince > slice.From ? options.OrdersSince.Value : slice.From;
        var query = MedusaQuery.Empty.And("fields", Fields).And("order", slice.SortBy);
        query = walk == ListWalk.Changed
            ? query.From("updated_at", from).To("updated_at", slice.To)
            : query.From("created_at", from).To("created_at", slice.To).From("updated_at", time.GetUtcNow() - options.ReReadWindow);
        if (walk == ListWalk.Changed && options.OrdersSince is { } since)
        {
            query = query.From("created_at", since);
        }

        return client.ListAsync(Operation, "orders", "orders", query, slice.Take, slice.Skip, Row, cancellationToken);
    }

    /// <summary>Finds an order by its id; null when there is none.</summary>
    public async Task<Change<Order>?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadOneAsync(id, row => Row(row).Change, cancellationToken).ConfigureAwait(false);

    /// <summary>Finds an order by its id, as the shop has it; null when there is none.</summary>
    public Task<MedusaOrder?> GetAsync(string id, CancellationToken cancellationToken) =>
        ReadOneAsync(id, row => row.Deserialize(MedusaJson.Default.MedusaOrder), cancellationToken);

    private async Task<T?> ReadOneAsync<T>(string id, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await client.GetAsync(
                "order",
                $"orders/{Uri.EscapeDataString(id)}" + MedusaQuery.Empty.And("fields", Fields),
                (answer, _) => answer.GetProperty("order") is var row && row.GetProperty("id").GetString() == id ? read(row) : null,
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Drafts and orders from before <see cref="MedusaOptions.OrdersSince"/> are rows, and are not told.</summary>
    private ListRow<Order> Row(JsonElement row)
    {
        var created = row.GetProperty("created_at").GetDateTimeOffset();
        return new ListRow<Order>(
            row.GetProperty("id").GetString() ?? throw new JsonException(),
            created,
            row.GetProperty("updated_at").GetDateTimeOffset(),
            row.GetProperty("status").GetString() == "draft" || created < options.OrdersSince ? null : mapping.Map(row));
    }
}
