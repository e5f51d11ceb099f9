using Cronos;

namespace Crossdock.Runtime;

/// <summary>Opens at each occurrence of a cron expression for some time.</summary>
internal sealed class CronWindow : PostingWindow
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    /// <summary>Occurrences joined into one opening before the state is asked again.</summary>
    private const int MostJoined = 1500;

    private readonly string _text;
    private readonly TimeSpan _openFor;
    private readonly CronExpression? _cron;
    private readonly TimeZoneInfo? _zone;
    private readonly List<string> _problems = [];

    public CronWindow(string expression, string timeZone, TimeSpan openFor)
    {
        _text = $"the posting window '{expression}' ({timeZone})";
        _openFor = openFor;
        if (openFor <= TimeSpan.Zero || openFor > s_longest)
        {
            _problems.Add($"{_text} opens for {openFor:c}; it must be more than zero and at most 31 days");
        }

        if (!CronExpression.TryParse(expression, out _cron))
        {
            _problems.Add($"{_text} is no cron expression; write minute, hour, day of month, month and day of week, e.g. '0 6-20 * * 1-5'");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _zone))
        {
            _problems.Add($"{_text} names a time zone that this machine does not know; use an IANA name such as 'Europe/Berlin'");
        }
        else if (_cron is not null && _cron.GetNextOccurrence(s_any, _zone) is null)
        {
            _problems.Add($"{_text} never opens: no day is both that day and in that month");
        }
    }

    // Any day does: whether a cron expression has occurrences does not depend on it.
    private static readonly DateTimeOffset s_any = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal override IEnumerable<string> FindProblems(string commandDocumentType) => _problems;

    internal override WindowState At(DateTimeOffset now, ReadOnlyMemory<byte> command)
    {
        // Whoever opened it last did so within this time.
        var opened = _cron!.GetNextOccurrence(now - _openFor, _zone!, inclusive: false);
        if (opened is null)
        {
            return WindowState.Closed(now + s_longest, $"outside of {_text}");
        }

        if (opened > now)
        {
            return WindowState.Closed(opened.Value.ToUniversalTime(), $"outside of {_text}");
        }

        var closes = opened.Value + _openFor;
        for (var joined = 0; joined < MostJoined && _cron.GetNextOccurrence(opened.Value, _zone!, inclusive: false) is { } next && next <= closes; joined++)
        {
            opened = next;
            closes = next + _openFor;
        }

        return WindowState.Open(closes.ToUniversalTime());
    }
}
