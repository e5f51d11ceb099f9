namespace Crossdock;

/// <summary>How failed calls are repeated; configuration path <c>Crossdock:Retry</c>. Delays grow exponentially with full jitter.</summary>
public sealed class RetryOptions
{
    /// <summary>Attempts before an effect is dead-lettered or, when its outcome is unknown, parked. 1 to 1000.</summary>
    public int MaxAttempts { get; set; } = 20;

    /// <summary>Upper bound of the first delay; it doubles with each further attempt.</summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Upper bound of every delay.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest <c>Retry-After</c> that is honoured; a longer one is shortened to this.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Seed of the jitter, for repeatable tests; null draws a new one at each start.</summary>
    public int? JitterSeed { get; set; }
}
