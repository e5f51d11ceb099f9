using Crossdock.Faults.History;

namespace Crossdock.Faults.Simulation;

/// <summary>What became of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Hash">SHA-256 over all its events.</param>
/// <param name="Steps">Calls and timers it took.</param>
/// <param name="Violations">The promises that were broken.</param>
/// <param name="Story">What happened, line by line; empty unless asked for.</param>
internal sealed record SimulatedResult(ulong Seed, string Hash, int Steps, IReadOnlyList<Violation> Violations, string Story);
