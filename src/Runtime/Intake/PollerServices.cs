using Crossdock.Storage;
using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>What every poller shares.</summary>
internal sealed record PollerServices(
    ICrossdockStore Store,
    DocumentIntake Intake,
    CrossdockOptions Options,
    RetrySchedule Retry,
    ConnectionSeams Seams,
    CrossdockMetrics Metrics,
    TimeProvider Time,
    ILogger Logger);
