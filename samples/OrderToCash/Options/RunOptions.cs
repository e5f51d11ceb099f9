namespace Crossdock.OrderToCash;

/// <summary>What the command line asks for. A null is "not given": a resumed run then keeps what it was started with.</summary>
internal sealed record RunOptions
{
    public const int DefaultOrders = 200;
    public const double DefaultFaults = 0.1;
    public const long DefaultSeed = 1;

    // Real systems take seconds where fakes take milliseconds, and one effect is a dozen calls to them.
    public const int DefaultOrdersOfRealPair = 20;
    public const double DefaultFaultsOfRealPair = 0.02;

    /// <summary>Orders placed in the shop, the captured ones included.</summary>
    public int? Orders { get; init; }

    /// <summary>Share of requests that the fake systems answer badly, 0 to 0.9.</summary>
    public double? Faults { get; init; }

    /// <summary>Seed of the generated orders and of the faults.</summary>
    public long? Seed { get; init; }

    /// <summary>Full path of the SQLite file, or the connection string of a PostgreSQL database; null makes a file in a new temporary folder.</summary>
    public string? Store { get; init; }

    /// <summary>Base address of running fake systems; null starts them in this process.</summary>
    public Uri? Remote { get; init; }

    /// <summary>The real shop and the real ERP to run with; null for the fakes.</summary>
    public PairNames? Pair { get; init; }

    /// <summary>Full path of the JSON report; null writes none.</summary>
    public string? Json { get; init; }

    /// <summary>Continue what the store holds.</summary>
    public bool Resume { get; init; }
}
