using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Crossdock.Storage.Sqlite.Operations;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>
/// The one writer: a thread that gathers waiting calls into a transaction and acknowledges each after the commit (group commit). One sync of the disk
/// then serves them all.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private readonly WriteSession _session;
    private readonly StoreLock? _mark;
    private readonly SqliteStoreOptions _options;
    private readonly FaultPoints _faults;
    private readonly Channel<WriteOperation> _queue;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<WriteOperation> _group = [];
    private StoreException? _failure;

    /// <param name="session">Owned from now on, and used by the writer's thread only.</param>
    /// <param name="mark">Where acknowledged transactions are noted; null where they are not durable.</param>
    /// <param name="options">The store's settings.</param>
    /// <param name="faults">Where tests make it fail.</param>
    public GroupWriter(WriteSession session, StoreLock? mark, SqliteStoreOptions options, FaultPoints faults)
    {
        _session = session;
        _mark = mark;
        _options = options;
        _faults = faults;
        _queue = Channel.CreateBounded<WriteOperation>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        new Thread(Run) { IsBackground = true, Name = "Crossdock SQLite writer" }.Start();
    }

    /// <summary>Transactions committed since the store was created.</summary>
    public long Transactions => _session.Transactions;

    public async Task<TResult> RunAsync<TArgument, TResult>(
        TArgument argument,
        Func<WriteSession, TArgument, TResult> execute,
        long size,
        CancellationToken cancellationToken)
    {
        var operation = new WriteOperation<TArgument, TResult>(argument, execute, size, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(operation, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteCrossdockStore));
        }

        return await operation.Task.ConfigureAwait(false);
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        try
        {
            // A thread of its own may block: it has nothing else to do.
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (TryTake(out var first))
                {
                    RunGroup(first);
                }
            }
        }
        finally
        {
            _session.Dispose();
            _ended.TrySetResult();
        }
    }

    private bool TryTake([NotNullWhen(true)] out WriteOperation? operation)
    {
        while (_queue.Reader.TryRead(out operation))
        {
            if (operation.TryPickUp())
            {
                return true;
            }
        }

        return false;
    }

    private void RunGroup(WriteOperation first)
    {
        _group.Clear();
        _group.Add(first);
        try
        {
            ThrowIfFailed();
            _session.Begin();
            var size = 0L;
            WriteOperation? next = first;
            while (next is not null)
            {
                next.Execute(_session);
                size += next.Size;
                if (_group.Count >= _options.MaxGroupOperations || size >= _options.MaxGroupBytes || !TryTake(out next))
                {
                    break;
                }

                _group.Add(next);
            }
        }
        catch (Exception exception)
        {
            RunOneByOne(exception);
            return;
        }

        if (TryCommit())
        {
            foreach (var operation in _group)
            {
                operation.Complete();
            }
        }
    }

    /// <summary>One call of the group failed: only that one shall.</summary>
    private void RunOneByOne(Exception cause)
    {
        Rollback();
        if (_group.Count == 1)
        {
            _group[0].Fail(StoreErrors.Map(cause, _options.Path));
            return;
        }

        var operations = _group.ToArray();
        foreach (var operation in operations)
        {
            _group.Clear();
            _group.Add(operation);
            try
            {
                ThrowIfFailed();
                _session.Begin();
                operation.Execute(_session);
            }
            catch (Exception exception)
            {
                Rollback();
                operation.Fail(StoreErrors.Map(exception, _options.Path));
                continue;
            }

            if (TryCommit())
            {
                operation.Complete();
            }
        }
    }

    /// <summary>Commits, or fails the whole group.</summary>
    private bool TryCommit()
    {
        try
        {
            _faults.BeforeCommit?.Invoke();
            if (_session.Commit())
            {
                _faults.AfterCommit?.Invoke();
                _mark?.WriteMark(_session.Transactions);
            }

            return true;
        }
        catch (Exception exception)
        {
            Rollback();
            var error = StoreErrors.Map(exception, _options.Path);
            if (exception is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR })
            {
                // The operating system may have dropped the pages it failed to write and report success the next time.
                _failure = new StoreException(
                    StoreErrorKind.Unavailable,
                    $"The store '{_options.Path}' could not be written to its disk and takes no more input. Check the disk, then restart the host. {exception.Message}",
                    exception);
            }

            foreach (var operation in _group)
            {
                operation.Fail(error);
            }

            return false;
        }
    }

    private void Rollback()
    {
        try
        {
            _session.Rollback();
        }
        catch (SqliteException exception)
        {
            _failure = new StoreException(
                StoreErrorKind.Unavailable,
                $"A transaction of the store '{_options.Path}' could not be rolled back; restart the host. {exception.Message}",
                exception);
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            throw new StoreException(_failure.Kind, _failure.Message, _failure);
        }
    }
}
