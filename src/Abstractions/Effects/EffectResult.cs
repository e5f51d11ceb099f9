using Crossdock.Canonical;

namespace Crossdock;

/// <summary>The result of an effect.</summary>
public sealed record EffectResult
{
    /// <summary>How it ended.</summary>
    public required EffectOutcome Outcome { get; init; }

    /// <summary>The remote's document, where there is one.</summary>
    public RemoteReference? Remote { get; init; }

    /// <summary>Why it was refused; set exactly when <see cref="Outcome"/> is <see cref="EffectOutcome.Rejected"/>.</summary>
    public ConnectorError? Error { get; init; }

    /// <summary>The remote's answer per line, where submitting an order yields one.</summary>
    public OrderAcknowledgement? Acknowledgement { get; init; }

    /// <summary>The effect happened now.</summary>
    public static EffectResult Applied(RemoteReference? remote = null) => new() { Outcome = EffectOutcome.Applied, Remote = remote };

    /// <summary>The effect had happened before, under the same key.</summary>
    public static EffectResult AlreadyApplied(RemoteReference? remote = null) =>
        new() { Outcome = EffectOutcome.AlreadyApplied, Remote = remote };

    /// <summary>The remote refused.</summary>
    public static EffectResult Rejected(ConnectorError error) => new() { Outcome = EffectOutcome.Rejected, Error = error };
}
