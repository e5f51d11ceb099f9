using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

public sealed class SqliteTryton : LiveSystem<TrytonServer>
{
    protected override string? WhyNot => TrytonServer.WhyNot(TrytonBackend.Sqlite);

    protected override Task<TrytonServer> StartAsync() => TrytonServer.StartAsync(TrytonBackend.Sqlite);
}
