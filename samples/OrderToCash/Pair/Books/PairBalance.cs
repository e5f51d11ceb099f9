using System.Globalization;

namespace Crossdock.OrderToCash;

/// <summary>
/// Compares what customers and people did with what both systems hold, order by order, to the minor unit and the piece. Everything counted comes from
/// the two systems; our own store has one say only: which orders ended visibly.
/// </summary>
internal static class PairBalance
{
    /// <summary>Runs the check.</summary>
    /// <param name="placed">The orders that customers placed.</param>
    /// <param name="books">What both systems hold.</param>
    /// <param name="excused">Numbers of orders that somebody sees waiting: rejected, parked or dead-lettered. They are not lost.</param>
    public static Balance Run(IReadOnlyCollection<PlacedOrder> placed, PairBooks books, IReadOnlySet<string> excused)
    {
        var byNumber = books.Orders.ToDictionary(order => order.Number);
        var orders = placed.Select(order => (Placed: order, Books: byNumber.GetValueOrDefault(order.Number) ?? new OrderBooks(order.Number))).ToList();
        var doubled = orders.SelectMany(order => TooMany(order.Placed, order.Books)).ToList();
        var unplaced = byNumber.Keys.Except(placed.Select(order => order.Number)).Select(number => $"{number}: in the shop, though no customer placed it").ToList();
        return new Balance
        {
            Lost =
            [
                .. orders.Where(order => !excused.Contains(order.Placed.Number))
                    .Select(order => (order.Placed.Number, Missing: Missing(order.Placed, order.Books).ToList()))
                    .Where(order => order.Missing.Count > 0)
                    .Select(order => $"{order.Number}: missing {string.Join(", ", order.Missing)}"),
            ],
            Duplicates = doubled.Sum(one => one.Count) + books.Strays.Count + unplaced.Count,
            Doubled = [.. doubled.Select(one => one.Text), .. books.Strays, .. unplaced],
            WrongAmounts = [.. orders.SelectMany(order => Differences(order.Placed, order.Books))],
            BookedThoughRefused = [],
            WrongStock =
            [
                .. books.ErpStock.Where(place => books.ShopStock.GetValueOrDefault(place.Key) != place.Value)
                    .Select(place => Text($"{place.Key}: {books.ShopStock.GetValueOrDefault(place.Key)} on hand in the shop, {place.Value} in the ERP")),
            ],
        };
    }

    private static IEnumerable<string> Missing(PlacedOrder placed, OrderBooks books)
    {
        (bool IsMissing, string What)[] documents =
        [
            (books.ShopTotal is null, "the order in the shop"),
            (books.Sales.Count == 0, "the sale"),
            (books.Shipments.Count < placed.Plan.Parcels.Count, $"{placed.Plan.Parcels.Count - books.Shipments.Count} of {placed.Plan.Parcels.Count} shipments"),
            (books.Fulfilments.Count < books.Shipments.Count, $"{books.Shipments.Count - books.Fulfilments.Count} of {books.Shipments.Count} fulfilments in the shop"),
            (books.Invoices.Count < books.Shipments.Count, $"{books.Shipments.Count - books.Invoices.Count} of {books.Shipments.Count} invoices"),
            (books.CreditNotes.Count == 0 && placed.Plan.Returned is not null, "the credit note"),
            (Refunds(placed, books).Count == 0 && placed.Plan.Returned is not null, "the refund"),
            (books.Received.Count == 0, "the payment in the ERP"),
            (books.PaidOut.Count < MoneyBack(placed), $"{MoneyBack(placed) - books.PaidOut.Count} of {MoneyBack(placed)} refunds in the ERP"),
        ];
        return documents.Where(document => document.IsMissing).Select(document => document.What);
    }

    private static IEnumerable<(long Count, string Text)> TooMany(PlacedOrder placed, OrderBooks books)
    {
        var refunds = placed.Plan.Returned is null ? 0 : 1;
        (int Count, int Allowed, string What)[] documents =
        [
            (books.Sales.Count, 1, "sales"),
            (books.Shipments.Count, placed.Plan.Parcels.Count, "shipments"),
            (books.Fulfilments.Count, books.Shipments.Count, "fulfilments in the shop"),
            (books.Invoices.Count, books.Shipments.Count, "invoices"),
            (books.CreditNotes.Count, refunds, "credit notes"),
            (Refunds(placed, books).Count, refunds, "refunds"),
            (books.Received.Count, 1, "payments in the ERP"),
            (books.PaidOut.Count, MoneyBack(placed), "refunds in the ERP"),
        ];
        return documents.Where(document => document.Count > document.Allowed)
            .Select(document => ((long)(document.Count - document.Allowed), Text($"{placed.Number}: {document.Count} {document.What} where there are to be {document.Allowed}")));
    }

    // An amount is only compared where there is a document; a missing document is reported as such.
    private static IEnumerable<string> Differences(PlacedOrder placed, OrderBooks books)
    {
        if (books.ShopTotal is not { } total)
        {
            yield break;
        }

        // A processed sale keeps the amount it was made with, whatever is cancelled after that; goods and invoices show the rest.
        if (books.Sales is [var sale] && sale != total && sale != placed.Total)
        {
            yield return Text($"{placed.Number}: {sale} sold in the ERP, {total} in the shop");
        }

        var (invoiced, credited) = (books.Invoices.Sum(), books.CreditNotes.Sum());
        if (books.Invoices.Count > 0 && invoiced != total)
        {
            yield return Text($"{placed.Number}: {invoiced} invoiced in the ERP, {total} ordered in the shop");
        }

        if (books.CreditNotes.Count > 0 && credited != placed.Refund)
        {
            yield return Text($"{placed.Number}: {credited} credited in the ERP, {placed.Refund} to be paid back");
        }

        if (Refunds(placed, books) is { Count: > 0 } refunds && refunds.Sum() != placed.Refund)
        {
            yield return Text($"{placed.Number}: {refunds.Sum()} paid back by the shop, {placed.Refund} to be paid back");
        }

        // What the shop kept of the customer's money is what the ERP says he owes.
        var kept = books.PaidIn - books.PaidBack.Sum(one => one.Amount);
        if (books.Invoices.Count > 0 && kept != invoiced - credited)
        {
            yield return Text($"{placed.Number}: {kept} kept by the shop, {invoiced - credited} owed in the ERP");
        }

        if (books.Received.Count > 0 && books.Received.Sum() != books.PaidIn)
        {
            yield return Text($"{placed.Number}: {books.Received.Sum()} received in the ERP, {books.PaidIn} taken by the shop");
        }

        if (books.PaidOut.Count > 0 && books.PaidOut.Count == books.PaidBack.Count && books.PaidOut.Sum() != books.PaidBack.Sum(one => one.Amount))
        {
            yield return Text($"{placed.Number}: {books.PaidOut.Sum()} paid out in the ERP, {books.PaidBack.Sum(one => one.Amount)} paid back by the shop");
        }

        foreach (var line in WrongPieces(books, books.Shipments, "shipped by the ERP").Concat(WrongPieces(books, books.Fulfilments, "fulfilled in the shop")))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> WrongPieces(OrderBooks books, IReadOnlyList<IReadOnlyDictionary<string, int>> documents, string where) => documents.Count == 0
        ? []
        : books.ShopPieces.Keys.Union(documents.SelectMany(document => document.Keys))
            .Select(sku => (Sku: sku, Sent: documents.Sum(document => document.GetValueOrDefault(sku)), Ordered: books.ShopPieces.GetValueOrDefault(sku)))
            .Where(line => line.Sent != line.Ordered)
            .Select(line => Text($"{books.Number}: {line.Sent} of {line.Sku} {where}, {line.Ordered} ordered"));

    // How often money went back: for a line that was cancelled, and for a piece that came back.
    private static int MoneyBack(PlacedOrder placed) => (placed.TakenBack > 0 ? 1 : 0) + (placed.Plan.Returned is null ? 0 : 1);

    private static List<decimal> Refunds(PlacedOrder placed, OrderBooks books) =>
        [.. books.PaidBack.Where(one => one.Reason.Contains(placed.RefundNumber, StringComparison.Ordinal)).Select(one => one.Amount)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
