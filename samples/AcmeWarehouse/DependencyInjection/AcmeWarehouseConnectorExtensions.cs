using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.AcmeWarehouse;

public static partial class AcmeWarehouseConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name) => builder.Services.AddConnectorHttp(
        name,
        provider => Options(provider, name).Http,
        provider => ConnectorHttpCredential.Header("X-Api-Key", new SecretReference(Options(provider, name).ApiKey!)));

    private static AcmeWarehouseOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<AcmeWarehouseOptions>>().Get(name);
}
