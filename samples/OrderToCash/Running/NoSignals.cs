using Microsoft.Extensions.Hosting;

namespace Crossdock.OrderToCash;

/// <summary>The command line turns Ctrl-C and SIGTERM into a cancellation; a host that listened too would race with it.</summary>
internal sealed class NoSignals : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
