using Npgsql;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>Reads on a few connections. Readers see committed state only, and hold up nobody.</summary>
internal sealed class Readers(Database database) : IAsyncDisposable
{
    private readonly int _connections = database.Options.MaxPoolSize - 1;
    private readonly SemaphoreSlim _free = new(database.Options.MaxPoolSize - 1);

    /// <summary>Runs a query and gives its rows. It is tried again when the connection was lost: a read changes nothing.</summary>
    public async Task<List<T>> ReadAsync<T>(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var retrying = new Retrying(database.Options.RetryTime);
            while (true)
            {
                try
                {
                    return await QueryAsync(sql, parameters, read, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (StoreErrors.Map(exception, database.Name) is StoreException mapped && mapped != exception)
                {
                    if (!StoreErrors.MayWorkAgain(exception) || !await retrying.WaitAsync(cancellationToken).ConfigureAwait(false))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        throw mapped;
                    }

                    database.DropIdle();
                }
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < _connections; i++)
        {
            await _free.WaitAsync().ConfigureAwait(false); // for those that still read
        }

        _free.Dispose();
    }

    private async Task<List<T>> QueryAsync<T>(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await database.UseAsync(
            async connection =>
            {
                await using var command = new NpgsqlCommand(sql, connection)
                {
                    CommandTimeout = (int)Math.Ceiling(database.Options.CommandTimeout.TotalSeconds),
                };
                foreach (var parameter in parameters)
                {
                    command.Parameters.Add(parameter.Clone());
                }

                await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            },
            cancellationToken).ConfigureAwait(false);
        return rows;
    }
}
