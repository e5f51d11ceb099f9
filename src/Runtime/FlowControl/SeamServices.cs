using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>What every seam shares.</summary>
internal sealed record SeamServices(CircuitOptions Circuit, RetrySchedule Retry, CrossdockMetrics Metrics, TimeProvider Time, ILogger Logger);
