namespace Crossdock.Runtime;

/// <summary>When to try again: exponential back-off with full jitter, and what the remote asks for if that is longer.</summary>
internal sealed class RetrySchedule
{
    private readonly RetryOptions _options;
    private readonly Random _random;
    private readonly Lock _gate = new();

    public RetrySchedule(RetryOptions options)
    {
        _options = options;
        _random = options.JitterSeed is { } seed ? new Random(seed) : new Random();
    }

    public int MaxAttempts => _options.MaxAttempts;

    /// <summary>The longest pause that a remote may ask for.</summary>
    public TimeSpan MaxRetryAfter => _options.MaxRetryAfter;

    /// <summary>The delay after the given number of failures, 1 or more.</summary>
    /// <param name="failures">How often it failed so far.</param>
    /// <param name="retryAfter">What the remote asks for: honoured, but no longer than allowed; zero and negative count as absent.</param>
    public TimeSpan DelayAfter(int failures, TimeSpan? retryAfter)
    {
        // 2^30 times any base delay is past every bound.
        var bound = Math.Min(_options.BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)), _options.MaxDelay.TotalMilliseconds);

        // At least a millisecond: a delay of zero would make a failing remote spin.
        var delay = TimeSpan.FromMilliseconds(Math.Max(1, bound * NextShare()));
        return CapRetryAfter(retryAfter) is { } asked && asked > delay ? asked : delay;
    }

    /// <summary>The next share of a jitter, 0 to below 1.</summary>
    public double NextShare()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }

    /// <summary>What the remote asks for, within bounds; null when it asks for nothing sensible.</summary>
    public TimeSpan? CapRetryAfter(TimeSpan? retryAfter) =>
        retryAfter is not { } asked || asked <= TimeSpan.Zero ? null
        : asked > _options.MaxRetryAfter ? _options.MaxRetryAfter
        : asked;
}
