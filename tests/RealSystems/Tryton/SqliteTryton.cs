using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

/// <summary>One Tryton on SQLite for all tests that use it; they run one after the other.</summary>
[CollectionDefinition(nameof(SqliteTryton))]
public sealed class SqliteTryton : LiveSystem<TrytonServer>, ICollectionFixture<SqliteTryton>
{
    protected override string? WhyNot => TrytonServer.WhyNot(TrytonBackend.Sqlite);

    protected override Task<TrytonServer> StartAsync() => TrytonServer.StartAsync(TrytonBackend.Sqlite);
}
