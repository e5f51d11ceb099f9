using Crossdock.Connectors.Medusa;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Medusa;

/// <inheritdoc/>
internal sealed class ShopConnection(MedusaServer shop, Action<MedusaOptions>? configure = null) : LiveConnection<MedusaConnector, LostAnswers>(
    builder => builder.AddMedusa(Name, options =>
    {
        options.Http.BaseAddress = shop.AdminApi;
        options.Http.PrivateHosts.Add("127.0.0.1");
        options.Http.ReadRetries = 0;
        options.Http.Timeout = TimeSpan.FromMinutes(2);
        options.ApiKey = new SecretReference("insecure-literal-for-tests:" + shop.ApiKey);
        configure?.Invoke(options);
    }),
    pageSize: 3);
