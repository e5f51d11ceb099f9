using System.Buffers.Binary;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>The database and the schema in it: opens connections, and says what the store is called in errors.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const int MaxPreparedStatements = 32;

    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwned;

    public Database(PostgreSqlStoreOptions options)
    {
        Options = options;
        _isOwned = options.DataSource is null;
        _source = options.DataSource ?? NewSource(options);
        var connection = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
        Name = $"{options.Schema}@{connection.Host}:{connection.Port}/{connection.Database ?? connection.Username}";
        Schema = $"\"{options.Schema}\"";
        LockKey = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"crossdock/{options.Schema}")));
    }

    public PostgreSqlStoreOptions Options { get; }

    /// <summary>What errors call the store: schema, host and database, nothing secret.</summary>
    public string Name { get; }

    /// <summary>The schema's name for use in SQL.</summary>
    public string Schema { get; }

    /// <summary>Key of the advisory lock that lets one writer in at a time.</summary>
    public long LockKey { get; }

    /// <summary>How long a session may pause within a transaction before the server ends it.</summary>
    public TimeSpan MaxPause => Options.CommandTimeout / 2 < TimeSpan.FromSeconds(10) ? Options.CommandTimeout / 2 : TimeSpan.FromSeconds(10);

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Uses a connection, and closes it.</summary>
    /// <exception cref="IOException">It closed while nobody looked; the driver's other exceptions stay as they are.</exception>
    public async Task UseAsync(Func<NpgsqlConnection, Task> use, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await use(connection).ConfigureAwait(false);
        }
        catch (InvalidOperationException exception) when (connection.State != ConnectionState.Open)
        {
            throw StoreErrors.Lost(exception);
        }
    }

    /// <summary>Drops idle connections: after one broke, the others mostly are broken too.</summary>
    public void DropIdle()
    {
        if (_isOwned)
        {
            _source.Clear();
        }
    }

    public ValueTask DisposeAsync() => _isOwned ? _source.DisposeAsync() : ValueTask.CompletedTask;

    private static NpgsqlDataSource NewSource(PostgreSqlStoreOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            MaxPoolSize = options.MaxPoolSize,
            CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds),
            Enlist = false,
        };
        connection.MinPoolSize = Math.Min(connection.MinPoolSize, options.MaxPoolSize);
        if (string.IsNullOrEmpty(connection.ApplicationName))
        {
            connection.ApplicationName = "Crossdock";
        }

        if (!connection.ContainsKey("Max Auto Prepare"))
        {
            connection.MaxAutoPrepare = MaxPreparedStatements;
        }

        return new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
    }
}
