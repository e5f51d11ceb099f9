using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

public sealed class PostgreSqlTryton : LiveSystem<TrytonServer>
{
    protected override string? WhyNot => TrytonServer.WhyNot(TrytonBackend.PostgreSql);

    protected override Task<TrytonServer> StartAsync() => TrytonServer.StartAsync(TrytonBackend.PostgreSql);
}
