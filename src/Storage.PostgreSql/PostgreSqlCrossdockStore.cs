using Crossdock.Storage.PostgreSql.Engine;
using Crossdock.Storage.PostgreSql.Schema;
using Microsoft.Extensions.Options;

namespace Crossdock.Storage.PostgreSql;

/// <summary>The store that several processes share: one schema of a PostgreSQL database.</summary>
/// <remarks>
/// The operations are functions in the schema. Each process gathers its concurrent callers into one transaction and acknowledges each after the
/// commit; transactions of all processes run one after the other. A call that is cancelled before the writer picks it up has no effect; from then on
/// the caller waits for the truth, which is found out even when the connection breaks at the commit. Reads see committed state and hold up nobody.
/// Work of a process that died is claimable within seconds when it was not sent, else when its lease ends: a claim looks twice a second for sessions that are gone.
/// </remarks>
public sealed partial class PostgreSqlCrossdockStore : ICrossdockStore, IReplayStore
{
    private readonly Database _database;
    private readonly FaultPoints _faults;
    private readonly SemaphoreSlim _opening = new(1);
    private GroupWriter? _writer;
    private Readers? _readers;
    private bool _isDisposed;

    /// <summary>Creates the store. Nothing is read or written before <see cref="OpenAsync"/>.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong; the text names its configuration path.</exception>
    public PostgreSqlCrossdockStore(PostgreSqlStoreOptions options)
        : this(options, new FaultPoints())
    {
    }

    internal PostgreSqlCrossdockStore(PostgreSqlStoreOptions options, FaultPoints faults)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new PostgreSqlStoreOptionsValidator().Validate(null, options) is { Failed: true } result)
        {
            throw new OptionsValidationException(nameof(PostgreSqlStoreOptions), typeof(PostgreSqlStoreOptions), result.Failures);
        }

        _database = new Database(options);
        _faults = faults;
    }

    /// <summary>Transactions of this store object that changed something.</summary>
    internal long Transactions => Writer.Transactions;

    private GroupWriter Writer => _writer ?? throw NotOpen();

    private Readers Reading => _readers ?? throw NotOpen();

    /// <inheritdoc/>
    /// <remarks>
    /// Work that other processes have claimed stays claimed; see the remarks on the class.
    /// Several processes may open a new or older store at once.
    /// </remarks>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_writer is not null)
            {
                throw new InvalidOperationException($"The store '{_database.Name}' is open already.");
            }

            await StoreOpening.OpenAsync(_database, _faults, cancellationToken).ConfigureAwait(false);
            _readers = new Readers(_database);
            _writer = new GroupWriter(_database, _faults);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Finishes the writes that wait, and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_readers is { } readers)
        {
            _readers = null;
            await readers.DisposeAsync().ConfigureAwait(false);
        }

        if (_writer is { } writer)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        await _database.DisposeAsync().ConfigureAwait(false);
    }

    private Exception NotOpen() => _isDisposed
        ? new ObjectDisposedException(nameof(PostgreSqlCrossdockStore))
        : new InvalidOperationException($"The store '{_database.Name}' is not open; call {nameof(OpenAsync)} first.");
}
