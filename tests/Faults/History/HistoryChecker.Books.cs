namespace Crossdock.Faults.History;

/// <content>What the books show: amounts and the audit chain.</content>
internal sealed partial class HistoryChecker
{
    /// <summary>I7: what a remote booked is what the source told, to the minor unit and in the same currency; invoices add up to their order.</summary>
    private void AmountsBalance()
    {
        var booked = new Dictionary<string, long>(StringComparer.Ordinal);
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var document in _entries)
        {
            var last = document.LastOrDefault(entry => !entry.IsRejection && !entry.IsByHand);
            if (last is not { Amount: { } amount, Currency: { } currency } || FindInput(last) is not { Amount: { } expected } input)
            {
                continue;
            }

            booked[currency] = booked.GetValueOrDefault(currency) + amount;
            told[input.Currency!] = told.GetValueOrDefault(input.Currency!) + expected;
            if (amount != expected || currency != input.Currency)
            {
                Add("I7", $"{last.Operation} {last.DocumentKey} at {last.Connection}", $"has {amount} {currency} in minor units; the source told {expected} {input.Currency}.");
            }
        }

        foreach (var currency in booked.Keys.Union(told.Keys).Where(one => booked.GetValueOrDefault(one) != told.GetValueOrDefault(one)))
        {
            Add("I7", currency, $"{booked.GetValueOrDefault(currency)} booked, {told.GetValueOrDefault(currency)} told, in minor units.");
        }

        foreach (var order in _history.Inputs.Where(input => input is { DocumentType: "order", IsAccepted: true, IsBroken: false }).GroupBy(input => input.SequenceKey))
        {
            CheckInvoices(order.Key, [.. order]);
        }
    }

    private RecordedInput? FindInput(LedgerEntry entry) => _history.Inputs.LastOrDefault(input =>
        input.DocumentKey == entry.DocumentKey && input.Mark == entry.Mark && !input.IsBroken
        && _history.Expectations.Any(one => one.ComparesMarks && one.DocumentType == input.DocumentType && one.Operation == entry.Operation && one.Connection == entry.Connection));

    private void CheckInvoices(string sequenceKey, IReadOnlyList<RecordedInput> versions)
    {
        if (versions.Select(version => (version.Amount, version.Pieces)).Distinct().Count() != 1)
        {
            return; // what was invoiced before a change of price stays invoiced
        }

        var order = versions[0];
        var shipments = _history.Inputs.Where(input => input.DocumentType == "shipment" && input.SequenceKey == sequenceKey && input.IsAccepted)
            .GroupBy(input => input.DocumentKey).ToList();
        var invoices = _history.Ledger.Where(entry => entry.Operation == PostInvoice.Operation.Name && entry.SequenceKey == sequenceKey && entry is { IsRejection: false, IsByHand: false }).ToList();
        var sum = invoices.Sum(invoice => invoice.Amount ?? 0);
        var isComplete = shipments.Sum(shipment => shipment.First().Pieces) == order.Pieces && shipments.TrueForAll(shipment => invoices.Any(invoice => invoice.DocumentKey == shipment.Key));
        if (sum > order.Amount || (isComplete && sum != order.Amount))
        {
            Add("I7", sequenceKey, $"is invoiced with {sum} in minor units by {invoices.Count} invoices{(isComplete ? ", all it has" : "")}; the order is for {order.Amount}.");
        }
    }

    /// <summary>I10: nothing of the audit chain was changed, removed, moved or cut, and every confirmation is in it.</summary>
    private void TheAuditChainHolds()
    {
        AuditEntry? previous = null;
        foreach (var entry in _history.Audit)
        {
            if (!AuditChain.Follows(previous, entry))
            {
                Add("I10", $"audit {entry.Sequence}", $"does not follow {previous?.Sequence ?? 0}.");
                return;
            }

            previous = entry;
        }

        foreach (var head in _history.AuditHeads.Where(head => _history.Audit.ElementAtOrDefault((int)head.Sequence - 1)?.Hash != head.Hash))
        {
            Add("I10", $"audit {head.Sequence}", "was noted outside of the store and is not in the chain any more.");
        }

        var noted = _history.Audit.Select(entry => (entry.Action, entry.Subject)).ToHashSet();
        foreach (var effect in _history.Effects)
        {
            var action = effect.State switch { EffectState.Confirmed => "effect.confirmed", EffectState.Parked => "work.parked", _ => null };
            if (action is not null && !noted.Contains((action, effect.Key.ToString())))
            {
                Add("I10", effect.Key.ToString(), $"is {effect.State}, and the audit chain has no '{action}' about it.");
            }
        }
    }
}
