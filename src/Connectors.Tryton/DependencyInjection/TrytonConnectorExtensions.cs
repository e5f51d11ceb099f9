using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock.Connectors.Tryton;

/// <summary>What <c>AddTryton</c> registers besides the connector: its HTTP client. Sessions are the connector's own business.</summary>
public static partial class TrytonConnectorExtensions
{
    static partial void OnRegistering(ICrossdockBuilder builder, string name) => builder.Services.AddConnectorHttp(
        name, services => services.GetRequiredService<IOptionsMonitor<TrytonOptions>>().Get(name).Http);
}
