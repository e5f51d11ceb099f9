using System.Diagnostics;

namespace Crossdock.Runtime;

/// <content>One call to a remote: time-outs, error mapping, and what the connection's seam learns of it.</content>
internal sealed partial class EffectExecutor
{
    /// <param name="connection">The connection called.</param>
    /// <param name="send">The call.</param>
    /// <param name="toError">What an exception means.</param>
    /// <param name="pass">The leave to call; it is told how the call ended.</param>
    /// <param name="activity">The span of the call.</param>
    /// <param name="abort">Gives up the call.</param>
    /// <returns>The answer or the error, one of them.</returns>
    public async Task<(T? Answer, ConnectorError? Error)> CallAsync<T>(
        string connection,
        Func<CancellationToken, Task<T>> send,
        Func<Exception, string, ConnectorError> toError,
        SeamPass pass,
        Activity? activity,
        CancellationToken abort)
        where T : class
    {
        using var timeout = new CancellationTokenSource(options.RemoteTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, abort);
        ConnectorError error;
        try
        {
            // WaitAsync as well: a connector that ignores its token must not hold a worker for ever.
            var answer = await send(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            if (answer is not null)
            {
                metrics.Requested(connection, "ok");
                if (answer is not ProbeResult)
                {
                    pass.Report(null); // that it can be asked does not show that it takes writes
                }

                return (answer, null);
            }

            error = toError(new InvalidOperationException(), connection);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            error = toError(new OperationCanceledException(), connection) with
            {
                Message = abort.IsCancellationRequested
                    ? $"The host stopped while waiting for '{connection}'."
                    : $"'{connection}' did not answer within {options.RemoteTimeout:c} (Crossdock:RemoteTimeout).",
                RemoteCode = abort.IsCancellationRequested ? FailureText.HostStopped : "timeout",
            };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            error = toError(failure, connection);
        }

        metrics.Requested(connection, FailureText.KindOf(error));
        CrossdockActivity.Fail(activity, error);
        if (!abort.IsCancellationRequested)
        {
            pass.Report(error); // a stop of ours says nothing about the remote
        }

        return (null, error);
    }
}
