namespace Crossdock.Connectors.Http;

/// <summary>What hardly ever changes at a remote, such as its units: read once, and again when it is a few minutes old. One reads while others wait.</summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="read">Reads it.</param>
/// <param name="time">The clock.</param>
public sealed class RecentlyRead<T>(Func<CancellationToken, Task<T>> read, TimeProvider time)
    where T : class
{
    private const string Key = "";
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);

    private readonly KeyedGate _gate = new();
    private (T Value, DateTimeOffset At)? _known;

    /// <summary>What is there, at most a few minutes old.</summary>
    /// <param name="cancellationToken">Ends the wait and the reading.</param>
    public Task<T> GetAsync(CancellationToken cancellationToken) => _gate.RunAsync(
        Key,
        async () =>
        {
            var now = time.GetUtcNow();
            if (_known is not { } known || now < known.At || now - known.At >= s_lifetime)
            {
                _known = known = (await read(cancellationToken).ConfigureAwait(false), now);
            }

            return known.Value;
        },
        cancellationToken);
}
