namespace Crossdock.Benchmarks.Summary;

/// <summary>One way to do the work.</summary>
public sealed record Candidate(string Name, Action Work);
