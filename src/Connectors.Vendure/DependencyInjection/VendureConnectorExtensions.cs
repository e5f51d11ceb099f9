using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Vendure;

/// <summary>What <c>AddVendure</c> registers besides the connector: its HTTP client.</summary>
public static partial class VendureConnectorExtensions
{
    private const string ApiKeyHeader = "vendure-api-key";

    static partial void OnRegistering(ICrossdockBuilder builder, string name)
    {
        builder.Services.AddConnectorHttp(name, services => Options(services).Http, services => Options(services) switch
        {
            { ApiKey: { } key } => ConnectorHttpCredential.Header(ApiKeyHeader, key),
            { BearerToken: { } token } => ConnectorHttpCredential.Bearer(token),
            _ => null,
        });

        VendureOptions Options(IServiceProvider services) => services.GetRequiredService<IOptionsMonitor<VendureOptions>>().Get(name);
    }
}
