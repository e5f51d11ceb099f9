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
            .SelectMany(name => ledger.Counts.ByLedger[name].Where(entry => entry.Value > 1).Select(entry => (Ledger: name, Number: entry.Key, entry.Value)))
            .ToList();
        return new Balance
        {
            Lost = [.. inputs.Good.Select(number => (Number: number, Ledgers: Missing(number, ledger.Counts, excused).ToList()))
                .Where(order => order.Ledgers.Count > 0)
                .Select(order => $"{order.Number}: missing in {string.Join(", ", order.Ledgers)}")],
            Duplicates = doubled.Sum(entry => entry.Value - 1),
            Doubled = [.. doubled.Select(entry => $"{entry.Number}: {entry.Value} in {entry.Ledger}")],
            WrongAmounts = [.. inputs.Good.SelectMany(number => AmountDifferences(number, ledger.Amounts.GetValueOrDefault(number)))],
            BookedThoughRefused = [.. inputs.Bad.SelectMany(number => LedgerName.All
                .Where(name => ledger.Counts.Of(name, number) > 0)
                .Select(name => $"{number}: had to be refused, but is in {name}"))],
        };
    }

    /// <summary>The ledgers that lack an order without excuse; none when it went through or ended visibly.</summary>
    public static IEnumerable<string> Missing(string number, RemoteCounts counts, IReadOnlyDictionary<string, IReadOnlySet<string>> excused) =>
        counts.MissingOf(number).Where(ledger => !excused.TryGetValue(number, out var ledgers) || !ledgers.Contains(ledger));

    // An amount is only compared where there is a document; a missing document is reported as such.
    private static IEnumerable<string> AmountDifferences(string number, RemoteOrderAmounts? amounts)
    {
        if (amounts?.Shop is not { } shop)
        {
            return [$"{number}: the shop does not know the order"];
        }

        (IReadOnlyList<RemoteAmount> Documents, string Where)[] systems = [(amounts.Orders, "in the ERP"), (amounts.Invoices, "invoiced")];
        return systems
            .Where(system => system.Documents.Count > 0 && RemoteAmount.Sum(system.Documents) != shop)
            .Select(system => $"{number}: {string.Join(" + ", system.Documents)} {system.Where}, {shop} in the shop");
    }
}
