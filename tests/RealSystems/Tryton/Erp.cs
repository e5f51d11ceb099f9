using System.Text.Json.Nodes;
using Crossdock.Connectors.Tryton;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Tryton;

/// <summary>A connection to a live Tryton.</summary>
internal sealed class Erp(TrytonServer server, Action<TrytonOptions>? configure = null, HttpMessageHandler? handler = null, TimeProvider? time = null)
    : ErpConnection<TrytonConnector>(builder => Add(builder, "erp", server, configure), handler, time)
{
    /// <summary>Adds a connection to it.</summary>
    public static void Add(ICrossdockBuilder builder, string name, TrytonServer server, Action<TrytonOptions>? configure) => builder.AddTryton(name, options =>
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
    });

    /// <summary>The connector's processes on one server, for what every ERP has to survive.</summary>
    public static ErpRuns<TrytonConnector> Runs(TrytonServer server) => new(handler => new Erp(server, options => options.Http.ReadRetries = 5, handler), MethodOf);

    /// <summary>A network that loses the first answer to a method.</summary>
    public static LosingHandler LosingOnce(string method) => LosingHandler.Once(MethodOf, method);

    private static string MethodOf(HttpRequestMessage request, string body) => (string)JsonNode.Parse(body)!["method"]!;
}
