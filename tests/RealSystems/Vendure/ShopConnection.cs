using Crossdock.Connectors.Vendure;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Vendure;

/// <inheritdoc/>
internal sealed class ShopConnection(VendureServer shop, Action<VendureOptions>? configure = null) : LiveConnection<VendureConnector, LostAnswers>(
    builder => builder.AddVendure(Name, options =>
    {
        options.Http.BaseAddress = shop.AdminApi;
        options.Http.PrivateHosts.Add("127.0.0.1");
        options.Http.ReadRetries = 0;
        options.ApiKey = new SecretReference("insecure-literal-for-tests:" + shop.ApiKey);
        options.StockLocations["WH"] = "1";
        configure?.Invoke(options);
    }),
    pageSize: 2);
