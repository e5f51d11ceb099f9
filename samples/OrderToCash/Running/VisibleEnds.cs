using Crossdock.Storage;

namespace Crossdock.OrderToCash;

/// <summary>What ended without going through and where somebody sees it.</summary>
/// <param name="Items">The work rows, oldest first.</param>
internal sealed record VisibleEnds(IReadOnlyList<WorkItem> Items)
{
    private const int PageSize = 1000;
    private const string OrderScope = "order/";

    // The runtime's name of the step that stands for refused input.
    private const string Intake = "intake";

    /// <summary>Per shop order number, the ledgers that hold nothing of it for a reason somebody sees.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Excused { get; } = Items
        .Where(item => item.Envelope.SequenceKey.StartsWith(OrderScope, StringComparison.Ordinal))
        .GroupBy(item => item.Envelope.SequenceKey[OrderScope.Length..])
        .ToDictionary(group => group.Key, group => (IReadOnlySet<string>)group.SelectMany(LedgersBehind).ToHashSet());

    /// <summary>Inputs refused by schema or rules.</summary>
    public long Refused => Items.Count(item => item.State == WorkState.Rejected && item.Step == Intake);

    /// <summary>Effects refused by a remote.</summary>
    public long Rejected => Items.Count(item => item.State == WorkState.Rejected && item.Step != Intake);

    /// <summary>Work that waits for a person.</summary>
    public long Parked => Items.Count(item => item.State == WorkState.Parked);

    /// <summary>Work that failed for good or too often.</summary>
    public long DeadLettered => Items.Count(item => item.State == WorkState.DeadLettered);

    /// <summary>Reads them all.</summary>
    public static async Task<VisibleEnds> ReadAsync(IDeadLetterStore store, string tenant, CancellationToken cancellationToken)
    {
        var items = new List<WorkItem>();
        while (true)
        {
            var page = await store.ListExceptionsAsync(
                new ExceptionFilter(tenant, [WorkState.Rejected, WorkState.Parked, WorkState.DeadLettered], items.Count == 0 ? 0 : items[^1].Id, PageSize),
                cancellationToken);
            items.AddRange(page);
            if (page.Count < PageSize)
            {
                return new VisibleEnds(items);
            }
        }
    }

    /// <summary>One line each: what, where, why, and which field.</summary>
    public IEnumerable<string> Describe() => Items.Select(item =>
        $"{item.Envelope.SequenceKey} {item.State} at {item.Step}: {(item.Problems.Count > 0 ? string.Join("; ", item.Problems) : item.Error?.ToString() ?? "no error recorded")}");

    // What ends at one step keeps only what comes after it from happening; anything else that is missing is lost.
    private static IReadOnlyList<string> LedgersBehind(WorkItem item) => (item.Step, item.Key.Operation, item.Key.Connection) switch
    {
        (Intake, _, _) or (_, "submit-order", _) => LedgerName.All,
        (_, "request-fulfilment", _) => [LedgerName.Shipments, LedgerName.ErpShipments, LedgerName.ShopFulfilments, LedgerName.Invoices, .. LedgerName.OfRefund],
        (_, "report-shipment", "erp") => [LedgerName.ErpShipments, LedgerName.Invoices, .. LedgerName.OfRefund],
        (_, "acknowledge-order" or "report-shipment", "shop") => [LedgerName.ShopFulfilments],
        (_, "post-invoice", _) => [LedgerName.Invoices, .. LedgerName.OfRefund],
        (_, "post-credit-note", _) => LedgerName.OfRefund,
        (_, "issue-refund", _) => [LedgerName.Refunds, LedgerName.RefundPayments],
        (_, "record-payment", _) => [LedgerName.Payments, LedgerName.RefundPayments],
        _ => [],
    };
}
