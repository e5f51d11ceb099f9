namespace Crossdock;

/// <summary>Business roles of systems.</summary>
[Flags]
public enum ConnectorRole
{
    /// <summary>No role declared.</summary>
    None = 0,

    /// <summary>Shop or marketplace: demand.</summary>
    Ecommerce = 1,

    /// <summary>Financial record.</summary>
    Erp = 2,

    /// <summary>Execution: stock and shipments.</summary>
    Warehouse = 4,

    /// <summary>Transport.</summary>
    Carrier = 8,

    /// <summary>Electronic data interchange partner.</summary>
    Edi = 16,
}
