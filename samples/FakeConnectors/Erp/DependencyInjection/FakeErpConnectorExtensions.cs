using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.FakeConnectors;

public static partial class FakeErpConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name) => builder.Services.AddConnectorHttp(
        name,
        provider => Options(provider, name).Http,
        provider => ConnectorHttpCredential.Bearer(new SecretReference(Options(provider, name).Token!)));

    private static FakeErpOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<FakeErpOptions>>().Get(name);
}
