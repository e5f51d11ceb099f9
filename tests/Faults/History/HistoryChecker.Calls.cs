using Crossdock.Storage;

namespace Crossdock.Faults.History;

/// <content>What the calls show: blind repetition, bounds, errors.</content>
internal sealed partial class HistoryChecker
{
    /// <summary>I4: after an unknown outcome nothing is sent before the remote's key or its search makes that safe.</summary>
    private void NothingIsRepeatedBlindly()
    {
        foreach (var calls in _history.Calls.Where(call => !call.IsProbe).GroupBy(call => call.Key))
        {
            if (calls.Select(call => call.Content).Distinct().Count() > 1)
            {
                Add("I4", calls.Key.ToString(), "was sent with one content and again with another.");
            }
        }

        foreach (var calls in _history.Calls.GroupBy(call => call.Key))
        {
            var rule = _rules[(calls.Key.Connection, calls.Key.Operation)];
            if (rule.MayRepeat)
            {
                continue;
            }

            TimeSpan? firstSent = null;
            RecordedCall? doubtful = null;
            foreach (var call in calls.OrderBy(call => call.InvokedAt))
            {
                if (call.IsProbe)
                {
                    doubtful = doubtful is not null && IsSettled(rule, doubtful, call) ? null : doubtful;
                    continue;
                }

                if (doubtful is not null && !IsKeyRemembered(rule, firstSent, call.InvokedAt))
                {
                    Add("I4", call.Key.ToString(), $"was sent at {call.InvokedAt} although nobody knew what became of the send at {doubtful.InvokedAt} ({Told(doubtful)}).");
                }

                firstSent ??= call.InvokedAt;
                doubtful = call.Outcome is CallOutcome.Unknown or CallOutcome.Open ? call : doubtful;
            }
        }
    }

    private static string Told(RecordedCall call) => call.EndedAt is { } end ? $"{call.Outcome} at {end}" : "never answered";

    /// <summary>A "not found" counts once the lost request can no longer be under way and the search can no longer miss it.</summary>
    private bool IsSettled(EffectRule rule, RecordedCall lost, RecordedCall probe) =>
        probe.Outcome == CallOutcome.NotFound && probe.InvokedAt >= LostAt(lost) + _history.Options.InDoubtGrace + rule.SettleTime;

    /// <summary>When a remote stops working on a request in earnest: when it broke, or the way to it, and at the latest when its time is up.</summary>
    private TimeSpan LostAt(RecordedCall call)
    {
        var timeIsUp = call.InvokedAt + _history.Options.RemoteTimeout;
        return call is { IsCutOff: false, EndedAt: { } end } && end < timeIsUp ? end : timeIsUp;
    }

    private static bool IsKeyRemembered(EffectRule rule, TimeSpan? firstSent, TimeSpan now) =>
        rule is { Mode: IdempotencyMode.NativeKey, KeyWindow: { } window } && now < firstSent + window;

    /// <summary>I5: attempts are counted, and everything comes to rest.</summary>
    private void EverythingIsBounded()
    {
        foreach (var calls in _history.Calls.GroupBy(call => call.Key))
        {
            var replays = _history.Actions.Count(action => !action.IsDiscard && action.Key == calls.Key);
            var allowed = _history.Options.Retry.MaxAttempts * (1 + replays);
            var sends = calls.Count(call => !call.IsProbe);
            if (sends > allowed)
            {
                Add("I5", calls.Key.ToString(), $"was sent {sends} times; {allowed} are allowed.");
            }
        }

        if (_history.Restless is { } why)
        {
            Add("I5", "the whole", why);
        }
    }

    /// <summary>I6: whoever has to act is told what is wrong, in documented kinds.</summary>
    private void ErrorsAreDocumented()
    {
        foreach (var escaped in _history.Escaped)
        {
            Add("I6", "escaped", escaped);
        }

        foreach (var exception in _history.Exceptions)
        {
            var problem = exception.State == WorkState.Rejected && exception.Problems.Count > 0
                ? exception.Problems.Any(one => one.Code.Length == 0 || one.Message.Length == 0) ? "has a problem without code or text" : null
                : exception.Error is not { } error ? "does not say why"
                : !Enum.IsDefined(error.Kind) ? $"has the kind {error.Kind}, which is not documented"
                : error.Message.Length == 0 ? "has an error without a text"
                : error.Kind == ErrorKind.Validation && error.Pointer is null && error.RemoteCode is null ? "does not name the field"
                : null;
            if (problem is not null)
            {
                Add("I6", exception.Key.ToString(), $"waits for a person ({exception.State}) and {problem}.");
            }
        }
    }
}
