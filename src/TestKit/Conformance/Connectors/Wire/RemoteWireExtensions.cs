using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.TestKit.Conformance;

/// <summary>Puts the wire into a host's HTTP clients.</summary>
public static class RemoteWireExtensions
{
    /// <summary>Leads all HTTP traffic of these services over the wire.</summary>
    /// <param name="services">The services the connector is registered in.</param>
    /// <param name="wire">The wire of <see cref="ConnectionSetup"/>.</param>
    /// <param name="remote">A remote inside this process; null sends over the network.</param>
    public static IServiceCollection AddRemoteWire(this IServiceCollection services, RemoteWire wire, HttpMessageHandler? remote = null)
    {
        ArgumentNullException.ThrowIfNull(wire);
        return services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => wire.CreateHandler(remote)));
    }
}
