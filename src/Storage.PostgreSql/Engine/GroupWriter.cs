using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Crossdock.Storage.PostgreSql.Arguments;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>
/// The one writer of this process: gathers waiting calls into a transaction and acknowledges each after the commit (group commit). One round trip
/// and one sync of the server's disk then serve them all.
/// </summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private readonly Database _database;
    private readonly WriteSession _session;
    private readonly Channel<WriteCall> _queue;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    public GroupWriter(Database database, FaultPoints faults)
    {
        _database = database;
        _session = new WriteSession(database, faults);
        _queue = Channel.CreateBounded<WriteCall>(new BoundedChannelOptions(database.Options.QueueCapacity) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Names this writer; no other has the same.</summary>
    public Guid Id => _session.Writer;

    /// <summary>Transactions of this writer that changed something.</summary>
    public long Transactions => _session.Transactions;

    public async Task<TResult> RunAsync<TResult>(
        string sql,
        CallArguments arguments,
        Func<NpgsqlDataReader, Task<TResult>> read,
        CancellationToken cancellationToken)
    {
        var call = new WriteCall<TResult>(sql, arguments, read, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(PostgreSqlCrossdockStore));
        }

        return await call.Task.ConfigureAwait(false);
    }

    /// <summary>Finishes what waits, without trying again what fails, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (TryTake(out var first))
            {
                await RunGroupAsync(Gather(first)).ConfigureAwait(false);
            }
        }
    }

    private List<WriteCall> Gather(WriteCall first)
    {
        var group = new List<WriteCall> { first };
        var size = first.Size;
        while (group.Count < _database.Options.MaxGroupOperations && size < _database.Options.MaxGroupBytes && TryTake(out var next))
        {
            group.Add(next);
            size += next.Size;
        }

        return group;
    }

    private bool TryTake([NotNullWhen(true)] out WriteCall? call)
    {
        while (_queue.Reader.TryRead(out call))
        {
            if (call.TryPickUp())
            {
                return true;
            }
        }

        return false;
    }

    private async Task RunGroupAsync(List<WriteCall> group)
    {
        var failure = await _session.CommitAsync(group, _stopping.Token).ConfigureAwait(false);
        if (failure is null)
        {
            foreach (var call in group)
            {
                call.Complete();
            }
        }
        else if (group.Count > 1 && StoreErrors.IsOfCall(failure))
        {
            // One call of the group failed: only that one shall. It is found by halves, in order.
            var half = group.Count / 2;
            await RunGroupAsync(group[..half]).ConfigureAwait(false);
            await RunGroupAsync(group[half..]).ConfigureAwait(false);
        }
        else
        {
            var error = StoreErrors.Map(failure, _database.Name);
            foreach (var call in group)
            {
                call.Fail(error);
            }
        }
    }
}
