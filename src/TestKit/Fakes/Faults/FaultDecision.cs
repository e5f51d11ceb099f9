namespace Crossdock.TestKit.Fakes;

/// <summary>How one request will be answered. <paramref name="Entropy"/> feeds every later choice, so that it replays too.</summary>
internal readonly record struct FaultDecision(FaultKind Kind, ulong Entropy, int? Status = null, string? RetryAfter = null)
{
    public static FaultDecision None { get; } = new(FaultKind.None, 0);
}
