namespace Crossdock.TestKit.Conformance;

/// <summary>An amount or a quantity on both sides.</summary>
/// <param name="Name">What it is, e.g. <c>/lines/0/quantity</c>.</param>
/// <param name="Source">As the system it came from has it.</param>
/// <param name="Target">As it arrived.</param>
public sealed record StoredValue(string Name, decimal Source, decimal? Target);
