using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.FakeConnectors;

public static partial class FakePaymentsConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name) => builder.Services.AddConnectorHttp(
        name,
        provider => Options(provider, name).Http,
        provider => ConnectorHttpCredential.Header("X-Api-Key", new SecretReference(Options(provider, name).ApiKey!)));

    private static FakePaymentsOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<FakePaymentsOptions>>().Get(name);
}
