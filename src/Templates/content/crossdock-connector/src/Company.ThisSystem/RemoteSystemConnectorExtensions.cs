using Crossdock;
using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Company.ThisSystem;

/// <content>What a connection needs besides the connector; the rest is generated.</content>
public static partial class RemoteSystemConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name) => builder.Services.AddConnectorHttp(
        name,
        provider => Options(provider, name).Http,
        provider => ConnectorHttpCredential.Header("X-Api-Key", new SecretReference(Options(provider, name).ApiKey!)));

    private static RemoteSystemOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<RemoteSystemOptions>>().Get(name);
}
