namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of an order acknowledgement.</summary>
internal sealed class OrderAcknowledgementCheck(OrderAcknowledgement acknowledgement, RuleReport report)
{
    private readonly DocumentCheck _check = new(report, acknowledgement.Currency);

    public void Run()
    {
        _check.Key(acknowledgement.OrderNumber, "orderNumber");
        _check.UniqueIds(acknowledgement.Lines, "lines", line => line.Id);
        _check.Parties(acknowledgement.Parties);
        _check.Window(acknowledgement.PromisedShip, "promisedShip");
        _check.Window(acknowledgement.PromisedDelivery, "promisedDelivery");
        _check.DeliveryTerms(acknowledgement.DeliveryTerms, "deliveryTerms");
        _check.PaymentTerms(acknowledgement.PaymentTerms, acknowledgement.Totals?.PayableAmount);
        _check.Statuses(acknowledgement.Statuses);
        _check.Totals(acknowledgement.Totals, "totals");
        for (var i = 0; i < acknowledgement.Lines.Count; i++)
        {
            using var _ = report.At("lines", i);
            Line(acknowledgement.Lines[i]);
        }

        DocumentTotals.CheckAlone(_check, acknowledgement.Totals, "totals");
        Contradiction();
    }

    private void Line(AcknowledgedLine line)
    {
        _check.Item(line.Item, "item", nameSuffices: true);
        _check.Quantity(line.OrderedQuantity, "orderedQuantity");
        _check.Prices(line.Price, "price");
        _check.Amount(line.LineExtensionAmount, "lineExtensionAmount");
        var isAdded = false;
        decimal? answered = 0;
        for (var i = 0; i < line.Acknowledgements.Count; i++)
        {
            var answer = line.Acknowledgements[i];
            _check.Acknowledgement(answer, "acknowledgements", i);
            isAdded |= answer.Code == AcknowledgementCode.Added;
            answered += answer.Quantity is { } quantity && quantity.Unit == line.OrderedQuantity?.Unit ? quantity.Value : null;
        }

        if (isAdded == line.OrderLineId is not null)
            report.Error(RuleIds.AddedLine, "orderLineId", "Only a line the seller added has no order line.", line.OrderLineId ?? "no order line", isAdded ? "no order line" : "the id of the order line");
        if (line.OrderedQuantity is { } ordered && answered is { } sum && sum != ordered.Value)
            report.Warning(RuleIds.AnsweredQuantity, "acknowledgements", "The answers do not cover the ordered quantity.", DocumentCheck.Text(sum), ordered.ToString());
    }

    private void Contradiction()
    {
        if (acknowledgement.Lines.Count == 0)
            return;
        var rejected = 0;
        foreach (var line in acknowledgement.Lines)
        {
            var isRejected = true;
            foreach (var answer in line.Acknowledgements)
                isRejected &= answer.Code == AcknowledgementCode.Rejected;
            rejected += isRejected ? 1 : 0;
        }

        var isHeaderRejected = acknowledgement.Code == AcknowledgementCode.Rejected;
        var isContradiction = isHeaderRejected
            ? rejected < acknowledgement.Lines.Count
            : acknowledgement.Code == AcknowledgementCode.Accepted && rejected == acknowledgement.Lines.Count;
        if (isContradiction)
            report.Warning(RuleIds.ContradictingAnswers, "code", "The answer for the order contradicts the answers for its lines.", acknowledgement.Code.Value, $"{rejected} of {acknowledgement.Lines.Count} lines are rejected");
    }
}
