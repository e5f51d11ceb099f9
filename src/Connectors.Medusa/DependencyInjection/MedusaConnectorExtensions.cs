using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Medusa;

/// <summary>What <c>AddMedusa</c> registers besides the connector: its HTTP client.</summary>
public static partial class MedusaConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name)
    {
        builder.Services.AddConnectorHttp(
            name,
            services => Options(services).Http,
            services => Options(services).ApiKey is { } key ? ConnectorHttpCredential.BasicUser(key) : null);

        MedusaOptions Options(IServiceProvider services) => services.GetRequiredService<IOptionsMonitor<MedusaOptions>>().Get(name);
    }
}
