using Crossdock.Servers;

namespace Crossdock.RealSystems.Odoo;

/// <summary>One Odoo for all tests that use it; they run one after the other.</summary>
[CollectionDefinition(nameof(LiveOdoo))]
public sealed class LiveOdoo : LiveSystem<OdooServer>, ICollectionFixture<LiveOdoo>
{
    protected override string? WhyNot => OdooServer.WhyNot;

    protected override Task<OdooServer> StartAsync() => OdooServer.StartAsync();
}
