namespace Crossdock.TestKit.Conformance;

/// <summary>One rule, checked against one port of a connector.</summary>
/// <param name="System">The connector's system, e.g. <c>vendure</c>.</param>
/// <param name="Port">The port, e.g. <c>submit-order</c> or <c>source order</c>.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Title">The rule.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Detail">Why it failed or does not apply; null when it passed.</param>
public sealed record ConformanceResult(string System, string Port, string Rule, string Title, ConformanceVerdict Verdict, string? Detail);
