namespace Crossdock.OrderToCash;

/// <summary>Whether the remote ledgers balance with the inputs.</summary>
internal sealed record Balance
{
    /// <summary>Inputs with a document missing somewhere that nobody was told about, each with what is missing.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Documents too many: over all ledgers and orders, the count above one.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Where the documents too many are.</summary>
    public required IReadOnlyList<string> Doubled { get; init; }

    /// <summary>Orders whose ERP order or invoices do not sum to the shop's total.</summary>
    public required IReadOnlyList<string> WrongAmounts { get; init; }

    /// <summary>Inputs that had to be refused and are in a ledger all the same.</summary>
    public required IReadOnlyList<string> BookedThoughRefused { get; init; }

    /// <summary>Items whose stock in the shop is not the ERP's; empty where stock is not compared.</summary>
    public IReadOnlyList<string> WrongStock { get; init; } = [];

    /// <summary>True when nothing is lost, doubled, of another amount or stock, or booked though refused.</summary>
    public bool IsBalanced => Lost.Count == 0 && Duplicates == 0 && WrongAmounts.Count == 0 && BookedThoughRefused.Count == 0 && WrongStock.Count == 0;

    /// <summary>Every difference as one line.</summary>
    public IEnumerable<string> Differences => [.. Lost, .. Doubled, .. WrongAmounts, .. BookedThoughRefused, .. WrongStock];
}
