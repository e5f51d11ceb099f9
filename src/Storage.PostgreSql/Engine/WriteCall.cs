using Crossdock.Storage.PostgreSql.Arguments;
using Npgsql;
using NpgsqlTypes;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>A call that waits for the writer.</summary>
/// <param name="sql">Calls a function: $1 its members as JSON, $2 its documents.</param>
/// <param name="arguments">What it is called with.</param>
internal abstract class WriteCall(string sql, CallArguments arguments)
{
    /// <summary>Bytes it sends.</summary>
    public long Size => arguments.Size;

    /// <summary>The writer takes the call. Up to here it can be cancelled; from here on the caller learns what happened.</summary>
    /// <returns>False when it was cancelled.</returns>
    public abstract bool TryPickUp();

    /// <summary>The command. A new one for each attempt.</summary>
    public NpgsqlBatchCommand NewCommand()
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = arguments.Json, NpgsqlDbType = NpgsqlDbType.Text });
        if (sql.Contains("$2", StringComparison.Ordinal))
        {
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = arguments.Content, NpgsqlDbType = NpgsqlDbType.Bytea });
        }

        return command;
    }

    /// <summary>Takes the result, to be told once it is durable. Another attempt brings another result.</summary>
    public abstract Task ReadAsync(NpgsqlDataReader reader);

    /// <summary>Its transaction is durable: tells the caller.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that it failed.</summary>
    public abstract void Fail(Exception exception);
}
