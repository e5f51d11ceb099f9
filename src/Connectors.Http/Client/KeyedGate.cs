namespace Crossdock.Connectors.Http;

/// <summary>
/// Lets one at a time through per key, and forgets keys nobody holds or waits for: for remotes where parallel work on one document
/// goes wrong. It holds within one process; the runtime's lanes keep processes apart.
/// </summary>
public sealed class KeyedGate
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Waits until nobody else holds the key, then runs the action.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="key">What must not be worked on in parallel, e.g. an order number.</param>
    /// <param name="action">The work.</param>
    /// <param name="cancellationToken">Ends the wait; the action has a token of its own.</param>
    public async Task<T> RunAsync<T>(string key, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(action);
        var entry = Take(key);
        try
        {
            await entry.Semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await action().ConfigureAwait(false);
            }
            finally
            {
                entry.Semaphore.Release();
            }
        }
        finally
        {
            Leave(key, entry);
        }
    }

    private Entry Take(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                _entries[key] = entry = new Entry();
            }

            entry.Users++;
            return entry;
        }
    }

    private void Leave(string key, Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(key);
                entry.Semaphore.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
