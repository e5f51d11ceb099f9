namespace Crossdock.Benchmarks.Summary;

/// <summary>One line of the summary.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">Our value with its unit.</param>
/// <param name="Peer">The peer's or the limit's value with its unit, and who it is.</param>
/// <param name="Ratio">Ours divided by the peer's, of the same run.</param>
/// <param name="Lowest">The lowest ratio of a round.</param>
/// <param name="Highest">The highest ratio of a round.</param>
/// <param name="Goal">What the ratio should be; null when it only informs.</param>
public sealed record Figure(string Name, string Ours, string Peer, double Ratio, double Lowest, double Highest, Goal? Goal);
