namespace Crossdock.OrderToCash;

/// <summary>
/// Compares the inputs with what the remote systems say they hold. Our own store has one say only: which orders ended
/// visibly without going through. Everything counted comes from the remotes.
/// </summary>
internal static class BalanceCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="inputs">What was placed in the shop.</param>
    /// <param name="ledger">What the remotes hold.</param>
    /// <param name="excused">Per order number, the ledgers that hold nothing for a reason somebody sees: rejected, parked or dead-lettered.</param>
    public static Balance Run(Inputs inputs, RemoteLedger ledger, IReadOnlyDictionary<string, IReadOnlySet<string>> excused)
    {
        var doubled = LedgerName.All
            .SelectMany(name => ledger.Counts.ByLedger[name].Select(entry => (Ledger: name, Number: entry.Key, entry.Value, TooMany: entry.Value - Allowed(name, entry.Key, inputs))))
            .Where(entry => entry.TooMany > 0)
            .ToList();
        return new Balance
        {
            Lost = [.. inputs.Good.Select(number => (Number: number, Ledgers: Missing(number, inputs, ledger.Counts, excused).ToList()))
                .Where(order => order.Ledgers.Count > 0)
                .Select(order => $"{order.Number}: missing in {string.Join(", ", order.Ledgers)}")],
            Duplicates = doubled.Sum(entry => entry.TooMany),
            Doubled = [.. doubled.Select(entry => $"{entry.Number}: {entry.Value} in {entry.Ledger}")],
            WrongAmounts = [.. inputs.Good.SelectMany(number => AmountDifferences(number, ledger.Amounts.GetValueOrDefault(number)))],
            BookedThoughRefused = [.. inputs.Bad.SelectMany(number => LedgerName.All
                .Where(name => ledger.Counts.Of(name, number) > 0)
                .Select(name => $"{number}: had to be refused, but is in {name}"))],
        };
    }

    /// <summary>The ledgers that lack an order without excuse; none when it went through or ended visibly.</summary>
    public static IEnumerable<string> Missing(string number, Inputs inputs, RemoteCounts counts, IReadOnlyDictionary<string, IReadOnlySet<string>> excused) => inputs
        .LedgersOf(number)
        .Where(ledger => counts.Of(ledger, number) == 0 && (!excused.TryGetValue(number, out var ledgers) || !ledgers.Contains(ledger)));

    // One of each, and no refund where nobody asked for one.
    private static long Allowed(string ledger, string number, Inputs inputs) => LedgerName.OfRefund.Contains(ledger) && !inputs.Refunded.Contains(number) ? 0 : 1;

    // An amount is only compared where there is a document; a missing document is reported as such.
    private static IEnumerable<string> AmountDifferences(string number, RemoteOrderAmounts? amounts)
    {
        if (amounts?.Shop is not { } shop)
        {
            return [$"{number}: the shop does not know the order"];
        }

        (IReadOnlyList<RemoteAmount> Documents, string Where, RemoteAmount? Expected, string By)[] systems =
        [
            (amounts.Orders, "in the ERP", shop, "in the shop"),
            (amounts.Payments, "recorded as paid", shop, "in the shop"),
            (amounts.Invoices, "invoiced", shop, "in the shop"),
            (amounts.CreditNotes, "credited", amounts.RefundAsked, "to be paid back"),
            (amounts.Refunds, "paid back", amounts.RefundAsked, "to be paid back"),
            (amounts.RefundPayments, "recorded as paid back", amounts.RefundAsked, "to be paid back"),
        ];
        return systems
            .Where(system => system.Documents.Count > 0 && RemoteAmount.Sum(system.Documents) != system.Expected)
            .Select(system => $"{number}: {string.Join(" + ", system.Documents)} {system.Where}, {system.Expected?.ToString() ?? "nothing"} {system.By}");
    }
}
