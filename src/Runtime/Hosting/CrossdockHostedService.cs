using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Crossdock.Runtime;

/// <summary>Starts and stops the runtime with the host.</summary>
internal sealed class CrossdockHostedService(IServiceProvider services, IOptions<CrossdockOptions> options) : IHostedService
{
    private CrossdockRuntime? _runtime;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Hosts that do not validate on start (a bare service provider) fail here, before anything is opened.
        _ = options.Value;
        _runtime = services.GetRequiredService<CrossdockRuntime>();
        return _runtime.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _runtime is null ? Task.CompletedTask : _runtime.StopAsync().WaitAsync(cancellationToken);
}
