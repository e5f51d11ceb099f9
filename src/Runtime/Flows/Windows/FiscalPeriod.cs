namespace Crossdock;

/// <summary>A fiscal period.</summary>
/// <param name="Name">What people call it, e.g. <c>2026-03</c>.</param>
/// <param name="State">Whether it may be posted to.</param>
/// <param name="OpensAt">
/// When it opens, or opened. When a period that is not open does not say so, it is asked for every hour; when an open one does not, time that documents waited for it
/// is not told apart from other waiting.
/// </param>
public sealed record FiscalPeriod(string Name, FiscalPeriodState State, DateTimeOffset? OpensAt = null);
