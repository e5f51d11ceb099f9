namespace Crossdock.Faults.Simulation;

/// <summary>What many seeds showed.</summary>
internal sealed record SimulationReport(int Seeds, ulong From, IReadOnlyList<SimulatedResult> Violating, long Steps, TimeSpan Time, string Hash)
{
    public override string ToString() => FormattableString.Invariant(
        $"seeds {Seeds} from {From}; violations in {Violating.Count}; steps {Steps}; {Time.TotalSeconds:0.0} s; {Steps / Math.Max(0.001, Time.TotalSeconds):0} steps/s; hash {Hash}");
}
