namespace Crossdock.TestKit.Fakes;

/// <summary>How the fake shop, payment provider, ERP and warehouse behave.</summary>
public sealed record FakeSystemsOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the journals live, so that a restart continues; null keeps everything in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Which requests are answered badly.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>From a fulfilment request to its shipment, in the time of <see cref="TimeProvider"/>.</summary>
    public TimeSpan ShipDelay { get; init; } = TimeSpan.Zero;

    /// <summary>How long the warehouse's search misses a new fulfilment request, in the time of <see cref="TimeProvider"/>.</summary>
    public TimeSpan SearchLag { get; init; } = TimeSpan.Zero;

    /// <summary>How long the ERP remembers an idempotency key, in the time of <see cref="TimeProvider"/>.</summary>
    public TimeSpan IdempotencyWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long the shop takes between checking and storing a fulfilment. Requests that overlap in it pass the same
    /// check, as in the real shop: parallel duplicates are accepted. Real time.
    /// </summary>
    public TimeSpan FulfilmentRaceWindow { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Units on hand per item and location when the warehouse starts empty.</summary>
    public int InitialStock { get; init; } = 1_000_000;

    /// <summary>The warehouse's locations.</summary>
    public IReadOnlyList<string> WarehouseLocations { get; init; } = ["WH-1"];

    /// <summary>Value of <c>vendure-api-key</c>, or of <c>Authorization: Bearer</c>, that the shop accepts.</summary>
    public string ShopApiKey { get; init; } = "fake-shop-key";

    /// <summary>Bearer token that the ERP accepts.</summary>
    public string ErpToken { get; init; } = "fake-erp-token";

    /// <summary>Value of <c>X-Api-Key</c> that the warehouse accepts.</summary>
    public string WarehouseApiKey { get; init; } = "fake-warehouse-key";

    /// <summary>Value of <c>X-Api-Key</c> that the payment provider accepts.</summary>
    public string PaymentsApiKey { get; init; } = "fake-payments-key";

    /// <summary>The clock of everything the systems store or wait for; latency and held answers use real time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (Port is < 0 or > 65535)
        {
            throw new ArgumentException($"FakeSystemsOptions.Port must be 0 to 65535, not {Port}.");
        }

        if (ShipDelay < TimeSpan.Zero || SearchLag < TimeSpan.Zero || IdempotencyWindow < TimeSpan.Zero || FulfilmentRaceWindow < TimeSpan.Zero)
        {
            throw new ArgumentException("FakeSystemsOptions durations must not be negative.");
        }

        if (InitialStock < 0)
        {
            throw new ArgumentException($"FakeSystemsOptions.InitialStock must not be negative, not {InitialStock}.");
        }

        if (WarehouseLocations.Count == 0)
        {
            throw new ArgumentException("FakeSystemsOptions.WarehouseLocations must name at least one location.");
        }
    }
}
