namespace Crossdock.Faults.Soak;

/// <summary>What a soak does.</summary>
/// <param name="Events">Events told by the sources: half orders, half shipments.</param>
/// <param name="Seed">Seed of the documents and of the faults.</param>
/// <param name="Faults">Share of calls to remotes that fail.</param>
/// <param name="Path">The SQLite file.</param>
internal sealed record SoakPlan(int Events, int Seed, double Faults, string Path)
{
    /// <summary>Orders that may be under way at once; the sources hold more back.</summary>
    public const int MaxUnderWay = 2000;

    public int Orders => Events / 2;
}
