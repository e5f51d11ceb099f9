using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Makes the fulfilment request of an order: its goods, where they go and how, without prices of the sale.</summary>
internal static class FulfilmentRequests
{
    public static bool HasGoods(Order order) => OrderGoods.Of(order).Any();

    /// <summary>What a warehouse cares about; prices, payments and status changes make no new request.</summary>
    public static byte[] RevisionOf(Order order) =>
        FulfilmentRequest.Codec.ToCanonicalBytes(Make(order, OrderGoods.Of(order).Select(line => (line, line.Quantity.Value))));

    /// <summary>
    /// The first request asks for what is still open. A later one tells the new totals, zero where a line was cancelled, so that the warehouse can amend.
    /// </summary>
    public static async ValueTask<FulfilmentRequest?> MakeAsync(Order order, MappingContext context, CancellationToken cancellationToken)
    {
        var isAmendment = context.Key.Revision > 1
            && (await context.FindSentAsync<FulfilmentRequest>(context.Key.DocumentKey, cancellationToken).ConfigureAwait(false)).Count > 0;
        var lines = OrderGoods.Of(order).Select(line => (line, isAmendment ? line.Quantity.Value : OrderGoods.Open(line)));
        var wanted = lines.Where(line => isAmendment || line.Item2 > 0).ToList();
        return wanted.Count == 0 ? null : Make(order, wanted) with { RequestedAt = context.Now, Revision = context.Key.Revision };
    }

    private static FulfilmentRequest Make(Order order, IEnumerable<(OrderLine Line, decimal Quantity)> lines) => new()
    {
        Number = order.Number,
        Orders = [new DocumentReference { Type = DocumentReferenceType.Order, Id = order.Number }],
        IsTest = order.IsTest,
        Statuses = OrderTraits.IsCancelled(order)
            ? [StatusFact.Of(FulfilmentCancellationStatus.Requested)]
            : [],
        RequestedShip = order.Dates.RequestedShip,
        RequestedDelivery = order.Dates.RequestedDelivery,
        CancelAfter = order.Dates.CancelAfter,
        Parties = order.Parties,
        ShippingMethods = order.ShippingMethods,
        DeliveryTerms = order.DeliveryTerms,
        PartialDelivery = order.PartialDelivery,
        Currency = order.Currency,
        Notes = order.Notes.Where(note => note.Audience != NoteAudience.Internal).ToValueList(),
        Lines = lines.Select(entry => Make(order, entry.Line, entry.Quantity)).ToValueList(),
    };

    private static FulfilmentLine Make(Order order, OrderLine line, decimal quantity) => new()
    {
        Id = line.Id,
        Order = new DocumentReference { Type = DocumentReferenceType.Order, Id = order.Number, LineId = line.Id },
        Item = line.Item,
        Description = line.Description,
        Quantity = quantity == line.Quantity.Value ? line.Quantity : line.Quantity.WithValue(quantity),
        Location = line.Location,
        Instances = line.Instances,
        UnitPrice = line.Price,
        Customs = line.Customs,
        IsGift = line.IsGift,
        PartialDelivery = line.PartialDelivery,
        Properties = line.Properties,
    };
}
