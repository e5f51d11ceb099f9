using Crossdock.Storage;

namespace Crossdock.Runtime;

/// <content>How long a remote remembers a key.</content>
internal sealed partial class EffectExecutor
{
    // What the clocks of two machines may differ.
    private TimeSpan ClockDifference => options.RemoteTimeout;

    /// <summary>
    /// Whether the remote still answers a repeat of the effect's key with the first result, for as long as the next call may take there when nobody waits for it any more.
    /// </summary>
    public bool IsKeyRemembered(EffectManifest manifest, EffectRecord effect, DateTimeOffset now) =>
        manifest is { Idempotency: IdempotencyMode.NativeKey, KeyWindow: { } window }
        && effect.FirstSentAt is { } first
        && !IsAhead(first, now) && !IsAhead(first, effect.LastSentAt ?? first)
        && now + options.RemoteDoneAfter + ClockDifference + Clock.SetBack < first + window;

    /// <summary>Stamped by a clock that was ahead of this one, so that nobody knows how long ago it was.</summary>
    public bool IsAhead(DateTimeOffset? stamp, DateTimeOffset now) => stamp > now + ClockDifference;
}
