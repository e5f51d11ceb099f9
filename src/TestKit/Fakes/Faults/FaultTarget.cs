namespace Crossdock.TestKit.Fakes;

/// <summary>The classes of endpoints faults are switched by. Values combine.</summary>
[Flags]
public enum FaultTarget
{
    /// <summary>No endpoint.</summary>
    None = 0,

    /// <summary>Queries of the shop.</summary>
    ShopRead = 1,

    /// <summary>Mutations of the shop.</summary>
    ShopWrite = 1 << 1,

    /// <summary>GET requests of the ERP.</summary>
    ErpRead = 1 << 2,

    /// <summary>POST requests of the ERP.</summary>
    ErpWrite = 1 << 3,

    /// <summary>GET requests of the warehouse.</summary>
    WarehouseRead = 1 << 4,

    /// <summary>POST requests of the warehouse.</summary>
    WarehouseWrite = 1 << 5,

    /// <summary>GET requests of the payment provider.</summary>
    PaymentsRead = 1 << 6,

    /// <summary>POST requests of the payment provider.</summary>
    PaymentsWrite = 1 << 7,

    /// <summary>Every read.</summary>
    Reads = ShopRead | ErpRead | WarehouseRead | PaymentsRead,

    /// <summary>Every write.</summary>
    Writes = ShopWrite | ErpWrite | WarehouseWrite | PaymentsWrite,

    /// <summary>Every endpoint of the four systems; ledger, control and health endpoints are never faulted.</summary>
    All = Reads | Writes,
}
