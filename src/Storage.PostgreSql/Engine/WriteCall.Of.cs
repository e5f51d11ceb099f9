using Crossdock.Storage.PostgreSql.Arguments;
using Npgsql;

namespace Crossdock.Storage.PostgreSql.Engine;

/// <summary>A call with its result.</summary>
internal sealed class WriteCall<TResult>(
    string sql,
    CallArguments arguments,
    Func<NpgsqlDataReader, Task<TResult>> read,
    CancellationToken cancellationToken) : WriteCall(sql, arguments)
{
    // Asynchronous continuations: the caller's code must not hold up the writer.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    public Task<TResult> Task => _completion.Task;

    public override bool TryPickUp() => !cancellationToken.IsCancellationRequested || !_completion.TrySetCanceled(cancellationToken);

    public override async Task ReadAsync(NpgsqlDataReader reader) => _result = await read(reader).ConfigureAwait(false);

    public override void Complete() => _completion.SetResult(_result!);

    public override void Fail(Exception exception) => _completion.SetException(exception);
}
