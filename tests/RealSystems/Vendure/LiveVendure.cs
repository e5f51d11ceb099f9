using Crossdock.Servers;

namespace Crossdock.RealSystems.Vendure;

public sealed class LiveVendure : LiveSystem<VendureServer>
{
    protected override string? WhyNot => VendureServer.WhyNot();

    protected override Task<VendureServer> StartAsync() => VendureServer.StartAsync();
}
