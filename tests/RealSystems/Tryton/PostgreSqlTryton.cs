using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

/// <summary>One Tryton on PostgreSQL for all tests that use it; they run one after the other.</summary>
[CollectionDefinition(nameof(PostgreSqlTryton))]
public sealed class PostgreSqlTryton : LiveSystem<TrytonServer>, ICollectionFixture<PostgreSqlTryton>
{
    protected override string? WhyNot => TrytonServer.WhyNot(TrytonBackend.PostgreSql);

    protected override Task<TrytonServer> StartAsync() => TrytonServer.StartAsync(TrytonBackend.PostgreSql);
}
