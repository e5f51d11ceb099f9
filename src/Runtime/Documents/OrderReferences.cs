using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>What ties documents to their orders. <c>Of</c>: the numbers of the orders a document is about, without repetition, in the document's order.</summary>
internal static class OrderReferences
{
    public static IReadOnlyList<string> Of(Shipment shipment) =>
        Distinct(shipment.Orders, shipment.Lines.Select(line => line.Order));

    public static IReadOnlyList<string> Of(Invoice invoice) =>
        Distinct(invoice.Orders, invoice.Lines.Select(line => line.Order));

    public static IReadOnlyList<string> Of(Payment payment) => Distinct(
        payment.Orders,
        payment.Allocations.Select(allocation => allocation.Reference).Where(reference => reference.Type == DocumentReferenceType.Order));

    /// <summary>A reference to an order, with its date.</summary>
    public static DocumentReference To(Order order) =>
        new() { Type = DocumentReferenceType.Order, Id = order.Number, IssueDate = DateOnly.FromDateTime(order.Dates.Placed.UtcDateTime) };

    /// <summary>What is known of the order by now; null when it was not taken in.</summary>
    public static async Task<Order?> FindAsync(string number, MappingContext context, CancellationToken cancellationToken) =>
        (await context.FindAsync<Order>(cancellationToken).ConfigureAwait(false)).Where(order => order.Document.Number == number).MaxBy(order => order.Envelope.ObservedAt)?.Document;

    public static string? First(ValueList<DocumentReference> orders) => orders.Count > 0 ? orders[0].Id : null;

    private static List<string> Distinct(ValueList<DocumentReference> orders, IEnumerable<DocumentReference?> lines) =>
        [.. orders.Concat(lines.OfType<DocumentReference>()).Select(reference => reference.Id).Distinct(StringComparer.Ordinal)];
}
