using Crossdock.Connectors.Odoo;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Odoo;

/// <summary>A connection to a live Odoo.</summary>
internal sealed class Erp(OdooServer server, Action<OdooOptions>? configure = null, HttpMessageHandler? handler = null, TimeProvider? time = null)
    : ErpConnection<OdooConnector>(builder => Add(builder, "erp", server, configure), handler, time)
{
    /// <summary>Adds a connection to it.</summary>
    public static void Add(ICrossdockBuilder builder, string name, OdooServer server, Action<OdooOptions>? configure) => builder.AddOdoo(name, options =>
    {
        options.Http.BaseAddress = server.Address;
        options.Http.PrivateHosts.Add("127.0.0.1");
        options.Http.Timeout = TimeSpan.FromMinutes(2);
        options.Database = OdooServer.Database;
        options.ApiKey = new SecretReference("insecure-literal-for-tests:" + server.ApiKey);
        options.DefaultCustomer = "WEB";
        options.DefaultWarehouse = "WH";
        options.ChargeItems["shipping"] = "SHIPPING";
        options.ChargeItems["discount"] = "DISCOUNT";
        options.PaymentJournal = OdooSeed.BankJournal;
        configure?.Invoke(options);
    });

    /// <summary>The connector's processes on one server, for what every ERP has to survive.</summary>
    public static ErpRuns<OdooConnector> Runs(OdooServer server) => new(
        handler => new Erp(server, options => options.Http.ReadRetries = 5, handler), MethodOf);

    /// <summary>A network that loses the first answer to a method.</summary>
    public static LosingHandler LosingOnce(string method) => LosingHandler.Once(MethodOf, method);

    private static string MethodOf(HttpRequestMessage request, string body) => request.RequestUri!.AbsolutePath["/json/2/".Length..];
}
