using Crossdock.Servers;

namespace Crossdock.RealSystems.Medusa;

public sealed class LiveMedusa : LiveSystem<MedusaServer>
{
    protected override string? WhyNot => MedusaServer.WhyNot();

    protected override Task<MedusaServer> StartAsync() => MedusaServer.StartAsync();
}
