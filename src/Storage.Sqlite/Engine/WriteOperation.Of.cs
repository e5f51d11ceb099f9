using Crossdock.Storage.Sqlite.Operations;

namespace Crossdock.Storage.Sqlite.Engine;

/// <summary>A call with its argument and its result.</summary>
internal sealed class WriteOperation<TArgument, TResult>(
    TArgument argument,
    Func<WriteSession, TArgument, TResult> execute,
    long size,
    CancellationToken cancellationToken) : WriteOperation(size)
{
    // Asynchronous continuations: the caller's code must not run on the writer's thread.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    public Task<TResult> Task => _completion.Task;

    public override bool TryPickUp() => !cancellationToken.IsCancellationRequested || !_completion.TrySetCanceled(cancellationToken);

    public override void Execute(WriteSession session) => _result = execute(session, argument);

    public override void Complete() => _completion.SetResult(_result!);

    public override void Fail(Exception exception) => _completion.SetException(exception);
}
