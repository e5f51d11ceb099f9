using Crossdock.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Cli;

/// <summary>An open store with the services a host has. Nothing runs by itself: no source is read, nothing is sent.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Session(ServiceProvider services) => _services = services;

    public ICrossdockStore Store => _services.GetRequiredService<ICrossdockStore>();

    public IReplayStore Exceptions => _services.GetRequiredService<IReplayStore>();

    public IReplayPlans Replays => _services.GetRequiredService<IReplayPlans>();

    public TimeProvider Time => _services.GetRequiredService<TimeProvider>();

    public static async Task<Session> OpenAsync(Action<ICrossdockBuilder> addStore, Action<CrossdockOptions> configure, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddCrossdock(crossdock =>
        {
            addStore(crossdock);
            crossdock.Configure(configure);
        });
        var session = new Session(services.BuildServiceProvider());
        try
        {
            await session.Store.OpenAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
