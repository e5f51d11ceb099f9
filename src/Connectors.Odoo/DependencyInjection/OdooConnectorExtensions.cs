using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Odoo;

/// <summary>What <c>AddOdoo</c> registers besides the connector: its HTTP client, which sends the API key with each call.</summary>
public static partial class OdooConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name) => builder.Services.AddConnectorHttp(
        name,
        services => services.GetRequiredService<IOptionsMonitor<OdooOptions>>().Get(name).Http,
        services => services.GetRequiredService<IOptionsMonitor<OdooOptions>>().Get(name).ApiKey is { } key ? ConnectorHttpCredential.Bearer(key) : null);
}
