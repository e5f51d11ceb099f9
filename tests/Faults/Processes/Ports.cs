using System.Reflection;
using Crossdock.Canonical;

namespace Crossdock.Faults.Processes;

/// <summary>The ports of a connection as one interface, and the names of the failpoints around their calls.</summary>
internal static class Ports
{
    public interface IShop : IConnector, IOrderSource, IDocumentLookup<Order>, IInventorySink, IBatchEffectPort<PublishInventory>, IShipmentSink, IOrderAcknowledgementSink, IConnectionCheck;

    public interface IErp : IConnector, IOrderSink, IShipmentSink, IInvoicePoster, IInvoiceSource, IConnectionCheck;

    public interface IWarehouse : IConnector, IFulfilmentRequestSink, IShipmentSource, IInventorySource, IConnectionCheck;

    public static IConnector Intercept(string connection, object connector) => connection switch
    {
        "shop" => Intercepted.Create<IShop>(connector, (method, args) => NameOf(connection, method, args)),
        "erp" => Intercepted.Create<IErp>(connector, (method, args) => NameOf(connection, method, args)),
        _ => Intercepted.Create<IWarehouse>(connector, (method, args) => NameOf(connection, method, args)),
    };

    private static string? NameOf(string connection, MethodInfo method, object?[] args) => method.Name switch
    {
        "ExecuteAsync" => $"send.{OperationOf(args[0]!)}.{connection}",
        "ExecuteBatchAsync" => $"send.{OperationOf(((IEnumerable<object>)args[0]!).First())}.{connection}",
        "ProbeAsync" => $"probe.{connection}",
        "ReadChangesAsync" => $"read.{method.ReturnType.GenericTypeArguments[0].GenericTypeArguments[0].Name.ToLowerInvariant()}.{connection}",
        _ => null,
    };

    private static string OperationOf(object request) => ((IdempotencyKey)request.GetType().GetProperty("Key")!.GetValue(request)!).Operation;
}
