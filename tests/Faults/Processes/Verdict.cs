namespace Crossdock.Faults.Processes;

/// <summary>What the remotes' own books say.</summary>
/// <param name="Lost">Documents that are missing.</param>
/// <param name="Duplicates">Documents too many.</param>
/// <param name="WrongAmounts">Orders whose amounts differ between the systems.</param>
internal sealed record Verdict(IReadOnlyList<string> Lost, IReadOnlyList<string> Duplicates, IReadOnlyList<string> WrongAmounts)
{
    public IEnumerable<string> All => [.. Lost, .. Duplicates, .. WrongAmounts];
}
