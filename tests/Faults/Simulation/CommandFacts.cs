using Crossdock.Canonical;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Faults.Simulation;

/// <summary>What a remote understands of a command: its business key, the mark and version of its content, its amount.</summary>
internal readonly record struct CommandFacts(string DocumentKey, string SequenceKey, string Mark, long Version, long? Amount = null, string? Currency = null)
{
    public static CommandFacts Of<TCommand>(TCommand command) => command switch
    {
        SubmitOrder { Document: var order } => new(order.Number, $"order/{order.Number}", MarkOf(order.Dates.RequestedDelivery), VersionOf(order.Dates.RequestedDelivery), Minor(order.Totals!.PayableAmount), order.Currency),
        AcknowledgeOrder { Document: var answer } => new(answer.OrderNumber, $"order/{answer.OrderNumber}", $"r{answer.Revision} {answer.Code.Value}", answer.Revision ?? 0),
        RequestFulfilment { Document: var request } => new(request.Number, $"order/{request.Orders[0].Id}", MarkOf(request.RequestedDelivery), VersionOf(request.RequestedDelivery)),
        ReportShipment { Document: var shipment } => new(shipment.Number, $"order/{shipment.Orders[0].Id}", shipment.BillOfLading!, shipment.BillOfLading![1] - '0'),
        PostInvoice { Document: var invoice } => new(invoice.Number, $"order/{invoice.Orders[0].Id}", "invoice", 0, Minor(invoice.Totals.PayableAmount), invoice.Currency),
        PublishInvoice { Document: var invoice } => new(invoice.Number, $"order/{invoice.Orders[0].Id}", invoice.BuyerReference!, invoice.BuyerReference![1] - '0', Minor(invoice.Totals.PayableAmount), invoice.Currency),
        PublishInventory { Document: var stock } => Of(stock),
        _ => throw new InvalidOperationException($"The simulated systems know no {typeof(TCommand).Name}."),
    };

    /// <summary>An amount in minor units of its currency.</summary>
    public static long Minor(Money money)
    {
        Iso4217.TryGetExponent(money.Currency, out var exponent);
        var amount = money.Amount;
        for (var digit = 0; digit < exponent; digit++)
        {
            amount *= 10;
        }

        return (long)amount;
    }

    private static CommandFacts Of(Inventory stock)
    {
        var position = stock.Positions[0];
        var place = $"{position.Item.SellerItemId}@{position.Location.Code}";
        return new(place, $"stock/{place}", $"{position.Buckets!.Available:0}", stock.AsOf.UtcTicks);
    }

    private static string MarkOf(TimeWindow? window) => $"v{VersionOf(window)}";

    private static long VersionOf(TimeWindow? window) => window?.From is { } from ? (long)(from - SimClock.Start).TotalDays : 0;
}
