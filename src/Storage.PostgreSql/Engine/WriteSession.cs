using System.Data;
using System.Security.Cryptography;
using Crossdock.Storage.PostgreSql.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>The writer's connection: makes one transaction of a group of calls, and finds out what became of it. One group at a time.</summary>
/// <remarks>
/// The results are read before COMMIT is sent. What fails up to there took no effect, and may run again on another connection. When the reply to a
/// COMMIT is lost, the writer's row says whether the transaction took place: it is written in it, and read under the writers' lock, which the lost
/// transaction held until it ended.
/// </remarks>
internal sealed class WriteSession(Database database, FaultPoints faults) : IAsyncDisposable
{
    private readonly Guid _writer = new(RandomNumberGenerator.GetBytes(16));
    private NpgsqlConnection? _connection;
    private long _number;

    /// <summary>Who writes: one store object of one process.</summary>
    public Guid Writer => _writer;

    /// <summary>Transactions of this writer that changed something.</summary>
    public long Transactions { get; private set; }

    /// <summary>Runs the calls in one transaction, and again while that may help.</summary>
    /// <returns>Null when they are durable; else why nothing of them took effect, or that nobody can tell.</returns>
    public async Task<Exception?> CommitAsync(IReadOnlyList<WriteCall> calls, CancellationToken stopping)
    {
        var retrying = new Retrying(database.Options.RetryTime);
        Exception failure;
        do
        {
            try
            {
                await AttemptAsync(calls).ConfigureAwait(false);
                return null;
            }
            catch (CommitLostException lost)
            {
                if (await AskAsync(lost, stopping).ConfigureAwait(false) is not { } isCommitted)
                {
                    return StoreErrors.Unknown(database.Name, lost.InnerException!);
                }

                if (isCommitted)
                {
                    Transactions++;
                    return null;
                }

                failure = lost.InnerException!;
            }
            catch (Exception exception)
            {
                if (!StoreErrors.MayWorkAgain(exception))
                {
                    return exception;
                }

                failure = exception;
            }
        }
        while (await retrying.WaitAsync(stopping).ConfigureAwait(false));

        return failure;
    }

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AttemptAsync(IReadOnlyList<WriteCall> calls)
    {
        var number = ++_number;
        bool hasChanges;
        NpgsqlTransaction? transaction = null;
        try
        {
            var connection = await ConnectAsync().ConfigureAwait(false);
            transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
            hasChanges = await ExecuteAsync(connection, transaction, calls, number).ConfigureAwait(false);
            if (faults.BeforeCommit is { } beforeCommit)
            {
                await beforeCommit(connection).ConfigureAwait(false);
            }
        }
        catch (InvalidOperationException exception) when (_connection is { State: not ConnectionState.Open })
        {
            await DropAsync().ConfigureAwait(false);
            throw StoreErrors.Lost(exception);
        }
        catch (Exception exception)
        {
            await RollBackAsync(transaction, exception).ConfigureAwait(false);
            throw;
        }

        try
        {
            await transaction.CommitAsync().ConfigureAwait(false);
            if (faults.AfterCommit is { } afterCommit)
            {
                await afterCommit(_connection!).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            await DropAsync().ConfigureAwait(false);
            if (hasChanges)
            {
                throw new CommitLostException(number, exception);
            }
        }

        Transactions += hasChanges ? 1 : 0;
    }

    /// <returns>False when the calls changed nothing.</returns>
    private async Task<bool> ExecuteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<WriteCall> calls, long number)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { Timeout = (int)Math.Ceiling(database.Options.CommandTimeout.TotalSeconds) };
        batch.BatchCommands.Add(NewBegin());
        foreach (var call in calls)
        {
            batch.BatchCommands.Add(call.NewCommand());
        }

        batch.BatchCommands.Add(NewFinish(number));
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        foreach (var call in calls)
        {
            await reader.NextResultAsync().ConfigureAwait(false);
            await call.ReadAsync(reader).ConfigureAwait(false);
        }

        await reader.NextResultAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        return reader.GetBoolean(0);
    }

    private NpgsqlBatchCommand NewBegin() => new($"SELECT {database.Schema}.begin_group($1, $2, $3, $4)")
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = database.Options.Schema },
            new NpgsqlParameter<long> { TypedValue = database.LockKey },
            new NpgsqlParameter<int> { TypedValue = StoreSchema.CurrentVersion },
            new NpgsqlParameter<string> { TypedValue = FormattableString.Invariant($"{(long)database.MaxPause.TotalMilliseconds}ms") },
        },
    };

    private NpgsqlBatchCommand NewFinish(long number) => new($"SELECT {database.Schema}.finish_group($1, $2)")
    {
        Parameters =
        {
            new NpgsqlParameter<Guid> { TypedValue = _writer, NpgsqlDbType = NpgsqlDbType.Uuid },
            new NpgsqlParameter<long> { TypedValue = number },
        },
    };

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is { State: not ConnectionState.Open })
        {
            // The end of a transaction or a reader whose server is gone throws nothing; only the state tells.
            await DropAsync().ConfigureAwait(false);
        }

        if (_connection is null)
        {
            var connection = await database.OpenAsync(CancellationToken.None).ConfigureAwait(false);
            try
            {
                await ServerCheck.CheckAsync(connection, database, CancellationToken.None).ConfigureAwait(false);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            _connection = connection;
        }

        return _connection;
    }

    /// <summary>Asks whether a transaction took place.</summary>
    /// <returns>Null when nobody answers in time.</returns>
    private async Task<bool?> AskAsync(CommitLostException lost, CancellationToken stopping)
    {
        var retrying = new Retrying(database.Options.RetryTime);
        do
        {
            try
            {
                var connection = await ConnectAsync().ConfigureAwait(false);
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted).ConfigureAwait(false);
                await using var batch = new NpgsqlBatch(connection, transaction)
                {
                    Timeout = (int)Math.Ceiling(database.Options.CommandTimeout.TotalSeconds),
                    BatchCommands =
                    {
                        // The lost transaction holds the lock until it has ended, one way or the other.
                        new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock($1)") { Parameters = { new NpgsqlParameter<long> { TypedValue = database.LockKey } } },
                        new NpgsqlBatchCommand($"SELECT number FROM {database.Schema}.writer WHERE id = $1 AND number = $2")
                        {
                            Parameters =
                            {
                                new NpgsqlParameter<Guid> { TypedValue = _writer, NpgsqlDbType = NpgsqlDbType.Uuid },
                                new NpgsqlParameter<long> { TypedValue = lost.Number },
                            },
                        },
                    },
                };
                await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
                await reader.NextResultAsync().ConfigureAwait(false);
                return await reader.ReadAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Whatever the reason is, the question stays open.
                await DropAsync().ConfigureAwait(false);
            }
        }
        while (await retrying.WaitAsync(stopping).ConfigureAwait(false));

        return null;
    }

    private async Task RollBackAsync(NpgsqlTransaction? transaction, Exception cause)
    {
        try
        {
            if (transaction is not null && StoreErrors.IsOfCall(cause))
            {
                await transaction.RollbackAsync().ConfigureAwait(false);
                return;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The server rolls back what it has no connection for.
        }

        await DropAsync().ConfigureAwait(false);
    }

    private async Task DropAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            try
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // It is broken; there is nothing to close.
            }
        }

        database.DropIdle();
    }
}
