namespace Crossdock.Faults.Simulation;

/// <summary>Mistakes of a store that no decorator can make.</summary>
internal enum StoreBug
{
    None,
}
