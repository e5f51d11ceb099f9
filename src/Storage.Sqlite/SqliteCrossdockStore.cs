using Crossdock.Storage.Sqlite.Engine;
using Crossdock.Storage.Sqlite.Schema;
using Microsoft.Extensions.Options;

namespace Crossdock.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file, used by one process.</summary>
/// <remarks>
/// All writes go through one thread that gathers concurrent callers into a transaction and acknowledges each after it is on the disk. A call that is
/// cancelled before the writer picks it up has no effect; from then on the caller waits for the truth. Reads see committed state and hold up nobody.
/// </remarks>
public sealed partial class SqliteCrossdockStore : ICrossdockStore, IReplayStore
{
    private readonly SqliteStoreOptions _options;
    private readonly FaultPoints _faults;
    private readonly SemaphoreSlim _opening = new(1);
    private StoreLock? _lock;
    private GroupWriter? _writer;
    private Readers? _readers;
    private bool _isDisposed;

    /// <summary>Creates the store. Nothing is read or written before <see cref="OpenAsync"/>.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the text names its configuration path.</exception>
    public SqliteCrossdockStore(SqliteStoreOptions options)
        : this(options, new FaultPoints())
    {
    }

    internal SqliteCrossdockStore(SqliteStoreOptions options, FaultPoints faults)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new SqliteStoreOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            throw new OptionsValidationException(nameof(SqliteStoreOptions), typeof(SqliteStoreOptions), result.Failures);
        }

        _options = options;
        _faults = faults;
    }

    /// <summary>Committed transactions since the store was created.</summary>
    internal long Transactions => Writer.Transactions;

    /// <summary>What the writer's statements cost since the last call, in steps of SQLite's virtual machine.</summary>
    internal Task<long> TakeWriterStepsAsync(CancellationToken cancellationToken) =>
        Writer.RunAsync(0, static (session, _) => session.TakeSteps(), 0, cancellationToken);

    private GroupWriter Writer => _writer ?? throw NotOpen();

    private Readers Reading => _readers ?? throw NotOpen();

    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_writer is not null)
            {
                throw new InvalidOperationException($"The store '{_options.Path}' is open already.");
            }

            // The integrity check reads the whole file: not on the caller's thread.
            await Task.Run(Open, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Finishes the writes that wait, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _readers?.Dispose();
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _lock?.Dispose();
    }

    private void Open()
    {
        var storeLock = StoreLock.Acquire(_options.Path);
        try
        {
            var session = StoreOpening.Open(_options, storeLock);
            var isDurable = _options.Synchronous == SqliteSynchronousMode.Full;
            storeLock.WriteMark(isDurable ? session.Transactions : 0);
            _readers = new Readers(_options);
            _writer = new GroupWriter(session, isDurable ? storeLock : null, _options, _faults);
            _lock = storeLock;
        }
        catch (Exception exception)
        {
            storeLock.Dispose();
            if (StoreErrors.Map(exception, _options.Path) is StoreException mapped && mapped != exception)
            {
                throw mapped;
            }

            throw;
        }
    }

    private Exception NotOpen() => _isDisposed
        ? new ObjectDisposedException(nameof(SqliteCrossdockStore))
        : new InvalidOperationException($"The store '{_options.Path}' is not open; call {nameof(OpenAsync)} first.");
}
