using System.Threading.RateLimiting;
using Polly;
using Polly.RateLimiting;
using Polly.Retry;

namespace Crossdock.Connectors.Http;

/// <summary>The two pipelines of a connection. They share the concurrency limit; only the one for safe calls retries.</summary>
internal static class ConnectorPipelines
{

    public static (ResiliencePipeline Safe, ResiliencePipeline Unsafe) Create(ConnectorHttpOptions options, TimeProvider time)
    {
        // Waiting for a place is not bounded here: the runtime bounds how much it starts, and a call's time-out runs from its start.
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrency,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        var limit = new RateLimiterStrategyOptions { RateLimiter = arguments => limiter.AcquireAsync(1, arguments.Context.CancellationToken) };
        var safe = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.ReadRetries > 0)
        {
            // The retry is outside of the limit, so that a waiting call holds no place.
            safe.AddRetry(Retry(options));
        }

        return (
            safe.AddRateLimiter(limit).Build(),
            new ResiliencePipelineBuilder { TimeProvider = time }.AddRateLimiter(limit).Build());
    }

    private static RetryStrategyOptions Retry(ConnectorHttpOptions options) => new()
    {
        MaxRetryAttempts = options.ReadRetries,
        BackoffType = DelayBackoffType.Exponential,
        Delay = options.ReadRetryDelay,
        MaxDelay = options.MaxReadRetryDelay,
        UseJitter = true,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is ConnectorException { Kind: ErrorKind.Transient or ErrorKind.Throttled } exception
            && !(exception.Error.RetryAfter > options.MaxReadRetryDelay)),
        DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ConnectorException)?.Error.RetryAfter),
    };
}
