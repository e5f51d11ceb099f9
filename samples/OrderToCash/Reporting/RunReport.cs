using System.Text.Json.Serialization;
using Crossdock.Storage;

namespace Crossdock.OrderToCash;

/// <summary>The result of a run; written as JSON with camelCase names. Counts of documents come from the remote ledgers.</summary>
internal sealed record RunReport
{
    /// <summary>The real shop of the run; null with the fakes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shop { get; init; }

    /// <summary>The real ERP of the run; null with the fakes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Erp { get; init; }

    /// <summary>True when the ledgers balance with the inputs.</summary>
    public required bool Balanced { get; init; }

    /// <summary>True when every order ended; false when the run was interrupted or stuck.</summary>
    public required bool Completed { get; init; }

    /// <summary>Good orders placed in the shop.</summary>
    public required long Orders { get; init; }

    /// <summary>Orders in the ERP.</summary>
    public required long ErpOrders { get; init; }

    /// <summary>Shipments of the warehouse.</summary>
    public required long Shipments { get; init; }

    /// <summary>Invoices posted in the ERP.</summary>
    public required long Invoices { get; init; }

    /// <summary>Payments of customers recorded in the ERP.</summary>
    public required long Payments { get; init; }

    /// <summary>Orders whose customers are to get a part of their money back.</summary>
    public required long Refunded { get; init; }

    /// <summary>Credit notes posted in the ERP.</summary>
    public required long CreditNotes { get; init; }

    /// <summary>Refunds that the payment provider paid.</summary>
    public required long Refunds { get; init; }

    /// <summary>Refunds recorded in the ERP.</summary>
    public required long RefundPayments { get; init; }

    /// <summary>Delivery notes in the ERP.</summary>
    public required long ErpShipments { get; init; }

    /// <summary>Fulfilments in the shop.</summary>
    public required long ShopFulfilments { get; init; }

    /// <summary>Inputs that neither went through nor ended visibly.</summary>
    public required long Lost { get; init; }

    /// <summary>Documents too many, over all ledgers.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Orders whose amounts differ between the systems.</summary>
    public required long WrongAmounts { get; init; }

    /// <summary>Items whose stock in the shop is not the ERP's; null with the fakes, where it is not compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? WrongStock { get; init; }

    /// <summary>Order lines that customers took back before they shipped; null with the fakes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CancelledLines { get; init; }

    /// <summary>Inputs refused at intake by schema or rules.</summary>
    public long Refused { get; private init; }

    /// <summary>Effects refused by a remote's business rules.</summary>
    public long Rejected { get; private init; }

    /// <summary>Work that waits for a person.</summary>
    public long Parked { get; private init; }

    /// <summary>Work that failed for good or too often.</summary>
    public long DeadLettered { get; private init; }

    /// <summary>Repeated, stale or unchanged inputs that made no second effect.</summary>
    public long DuplicatesPrevented { get; private init; }

    /// <summary>Times an effect's outcome was unknown.</summary>
    public long InDoubt { get; private init; }

    /// <summary>Unknown outcomes settled by asking the remote.</summary>
    public long InDoubtResolved { get; private init; }

    /// <summary>Failed attempts that were tried again.</summary>
    public long Retries { get; private init; }

    /// <summary>Effects confirmed by a remote.</summary>
    public long EffectsConfirmed { get; private init; }

    /// <summary>Wall-clock seconds of this process, from start to balance.</summary>
    public double Seconds { get; private init; }

    /// <summary>Good orders per second.</summary>
    public double OrdersPerSecond { get; private init; }

    /// <summary>Confirmed effects per second.</summary>
    public double EffectsPerSecond { get; private init; }

    /// <summary>Percentiles per KPI and connection, seconds.</summary>
    public IReadOnlyList<KpiSummary> Kpis { get; private init; } = [];

    /// <summary>Faults injected by kind since the fake systems started.</summary>
    public required IReadOnlyDictionary<string, long> FaultsInjected { get; init; }

    /// <summary>What does not balance or did not end, one line each.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>Work that needs a person, and inputs that were refused, with pointer and rule, one line each.</summary>
    public IReadOnlyList<string> Exceptions { get; private init; } = [];

    /// <summary>The SQLite file.</summary>
    public required string Store { get; init; }

    /// <summary>What the process returns.</summary>
    [JsonIgnore]
    public int ExitCode => !Balanced || !Completed ? OrderToCash.ExitCode.NotBalanced
        : Parked + DeadLettered > 0 ? OrderToCash.ExitCode.NeedsPerson
        : OrderToCash.ExitCode.Balanced;

    /// <summary>The report with what the run's own store says.</summary>
    /// <param name="ends">What ended without going through.</param>
    /// <param name="store">The store.</param>
    /// <param name="seconds">Wall-clock seconds so far.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<RunReport> WithStoreAsync(VisibleEnds ends, ICrossdockStore store, double seconds, CancellationToken cancellationToken)
    {
        var totals = await store.ReadTotalsAsync(cancellationToken);
        return this with
        {
            Refused = ends.Refused,
            Rejected = ends.Rejected,
            Parked = ends.Parked,
            DeadLettered = ends.DeadLettered,
            DuplicatesPrevented = totals.Duplicates + totals.Unchanged + totals.Stale,
            InDoubt = totals.InDoubt,
            InDoubtResolved = totals.InDoubtResolved,
            Retries = totals.Retries,
            EffectsConfirmed = totals.EffectsConfirmed,
            Seconds = Math.Round(seconds, 3),
            OrdersPerSecond = Math.Round(Orders / seconds, 1),
            EffectsPerSecond = Math.Round(totals.EffectsConfirmed / seconds, 1),
            Kpis = await store.SummariseKpisAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancellationToken),
            Exceptions = [.. ends.Describe()],
        };
    }
}
