using Crossdock.Connectors.Tryton;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

/// <summary>A connection to a live Tryton.</summary>
internal sealed class Erp(TrytonServer server, Action<TrytonOptions>? configure = null, HttpMessageHandler? handler = null, TimeProvider? time = null)
    : ErpConnection<TrytonConnector>(
        builder => builder.AddTryton("erp", options =>
        {
            options.Http.BaseAddress = server.Address;
            options.Http.PrivateHosts.Add("127.0.0.1");
            options.Http.Timeout = TimeSpan.FromMinutes(2);
            options.Database = TrytonServer.Database;
            options.UserName = TrytonServer.UserName;
            options.Password = new SecretReference("insecure-literal-for-tests:" + TrytonServer.Password);
            options.DefaultCustomer = "WEB";
            options.DefaultWarehouse = "WH";
            options.ChargeItems["shipping"] = "SHIPPING";
            options.ChargeItems["discount"] = "DISCOUNT";
            options.PaymentMethod = "Online";
            configure?.Invoke(options);
        }),
        handler,
        time);
