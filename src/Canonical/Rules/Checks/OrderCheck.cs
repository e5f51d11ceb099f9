namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rules of an order.</summary>
internal sealed class OrderCheck(Order order, RuleReport report)
{
    private readonly Dictionary<string, OrderLine> _lines = OrderLines.ById(order);
    private readonly DocumentCheck _check = new(report, order.Currency);

    public void Run()
    {
        var lineIds = _check.UniqueIds(order.Lines, "lines", line => line.Id);
        Header(lineIds);
        _check.Parents(order.Lines, lineIds, line => line.Id, line => line.ParentLineId);
        var lines = new PricedLine[order.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            using var _ = report.At("lines", i);
            lines[i] = PricedLine.Of(order.Lines[i]);
            _check.Line(lines[i], lineIds, order.Rounding, mayTakeBack: false);
            Line(order.Lines[i], lineIds);
        }

        _check.AllowanceCharges(order.AllowanceCharges, lineIds, order.Rounding, mayTakeBack: false);
        _check.Taxes(order.Taxes);
        _check.Totals(order.Totals, "totals");
        _check.Totals(order.OriginalTotals, "originalTotals");
        Money(lineIds);
        new DocumentTotals(_check, order.AllowanceCharges, order.Taxes, order.Rounding).Check(lines, order.Totals);
        DocumentTotals.CheckAlone(_check, order.OriginalTotals, "originalTotals");
        ChargeShares();
    }

    private void Header(HashSet<string> lineIds)
    {
        _check.Key(order.Number, "number");
        var dates = order.Dates;
        using (report.At("dates"))
        {
            _check.Window(dates.RequestedShip, "requestedShip");
            _check.Window(dates.RequestedDelivery, "requestedDelivery");
            _check.Window(dates.PromisedShip, "promisedShip");
            _check.Window(dates.PromisedDelivery, "promisedDelivery");
            _check.NotBefore(dates.Cancelled, dates.Placed, "cancelled", "The order was cancelled before it was placed.");
            _check.NotBefore(dates.Closed, dates.Placed, "closed", "The order was closed before it was placed.");
            _check.NotBefore(dates.ValidTo, dates.Placed, "validTo", "The order lapsed before it was placed.");
        }

        _check.Statuses(order.Statuses);
        _check.Parties(order.Parties);
        _check.DeliveryTerms(order.DeliveryTerms, "deliveryTerms");
        _check.PaymentTerms(order.PaymentTerms, order.Totals?.PayableAmount);
        _check.Holds(order.Holds, lineIds);
    }

    private void Line(OrderLine line, HashSet<string> lineIds)
    {
        _check.Resolves(line.ReplacesLineId, lineIds, "replacesLineId");
        _check.Item(line.Item, "item", nameSuffices: true);
        _check.Ladder(line.Quantities, "quantities");
        CurrentQuantity(line);
        _check.Customs(line.Customs, "customs");
        _check.Location(line.Location, "location");
        _check.Instances(line.Instances);
        _check.Window(line.RequestedShip, "requestedShip");
        _check.Window(line.RequestedDelivery, "requestedDelivery");
        _check.Window(line.PromisedShip, "promisedShip");
        _check.Window(line.PromisedDelivery, "promisedDelivery");
        _check.Acknowledgement(line.Acknowledgement, "acknowledgement");
        _check.Statuses(line.Statuses);
        Schedule(line);
        if (line.Type == OrderLineType.BundleComponent && !IsBundle(line.ParentLineId))
            report.Error(RuleIds.BundleComponentParent, "parentLineId", "A bundle component does not name its bundle.", line.ParentLineId ?? "nothing", "a line of type bundleParent");
    }

    private void CurrentQuantity(OrderLine line)
    {
        if (line.Quantities is not { Ordered: { } ordered } ladder)
            return;
        var current = ordered - (ladder.Cancelled ?? 0);
        if (line.Quantity.Value != current && line.Quantity.Value != current - (ladder.Returned ?? 0))
            report.Error(RuleIds.CurrentQuantity, "quantity/value", "The line's quantity is not ordered - cancelled.", DocumentCheck.Text(line.Quantity.Value), DocumentCheck.Text(current));
    }

    private void Schedule(OrderLine line)
    {
        if (line.DeliverySchedule.Count == 0)
            return;
        var sum = 0m;
        var isComparable = true;
        for (var i = 0; i < line.DeliverySchedule.Count; i++)
        {
            var delivery = line.DeliverySchedule[i];
            using var _ = report.At("deliverySchedule", i);
            _check.Quantity(delivery.Quantity, "quantity");
            _check.Window(delivery.Ship, "ship");
            _check.Window(delivery.Delivery, "delivery");
            _check.Party(delivery.ShipTo, "shipTo");
            _check.Location(delivery.Location, "location");
            sum += delivery.Quantity.Value;
            isComparable &= delivery.Quantity.Unit == line.Quantity.Unit;
        }

        if (isComparable && sum != line.Quantity.Value)
            report.Warning(RuleIds.ScheduleSum, "deliverySchedule", "The delivery schedule does not add up to the line's quantity.", DocumentCheck.Text(sum), line.Quantity.ToString());
    }

    private bool IsBundle(string? lineId) =>
        lineId is not null && _lines.TryGetValue(lineId, out var line) && line.Type == OrderLineType.BundleParent;

    private void Money(HashSet<string> lineIds)
    {
        var paymentIds = _check.UniqueIds(order.Payments, "payments", payment => payment.Id);
        for (var i = 0; i < order.Payments.Count; i++)
        {
            var payment = order.Payments[i];
            using var _ = report.At("payments", i);
            _check.ForeignAmount(payment.Amount, "amount");
            _check.ForeignAmount(payment.AuthorizedAmount, "authorizedAmount");
            _check.ForeignAmount(payment.CapturedAmount, "capturedAmount");
            _check.ForeignAmount(payment.RefundedAmount, "refundedAmount");
            _check.MoneySet(payment.AmountSet, "amountSet", inDocumentCurrency: false);
            _check.PaymentMeans(payment.MeansCode, "meansCode");
            _check.Statuses(payment.Statuses);
        }

        _check.UniqueIds(order.Refunds, "refunds", refund => refund.Id);
        for (var i = 0; i < order.Refunds.Count; i++)
        {
            using var _ = report.At("refunds", i);
            Refund(order.Refunds[i], paymentIds, lineIds);
        }
    }

    private void Refund(OrderRefund refund, HashSet<string> paymentIds, HashSet<string> lineIds)
    {
        _check.Resolves(refund.PaymentId, paymentIds, "paymentId");
        _check.ForeignAmount(refund.Amount, "amount");
        _check.ForeignAmount(refund.ItemsAmount, "itemsAmount");
        _check.ForeignAmount(refund.ShippingAmount, "shippingAmount");
        _check.ForeignAmount(refund.AdjustmentAmount, "adjustmentAmount");
        _check.ForeignAmount(refund.TaxAmount, "taxAmount");
        _check.Statuses(refund.Statuses);
        for (var i = 0; i < refund.Lines.Count; i++)
        {
            using var _ = report.At("lines", i);
            _check.Resolves(refund.Lines[i].LineId, lineIds, "lineId");
            _check.Quantity(refund.Lines[i].Quantity, "quantity");
            _check.ForeignAmount(refund.Lines[i].Amount, "amount");
        }
    }

    private void ChargeShares()
    {
        if (order.Totals is not { } totals || report.Has(RuleIds.AmountCurrency))
            return;
        foreach (var line in order.Lines)
        {
            if (line.Type == OrderLineType.Charge)
                return;
        }

        using var _ = report.At("totals");
        Share(totals.ShippingAmount, "shippingAmount", AllowanceChargeType.Shipping, AllowanceChargeType.ShippingDiscount);
        Share(totals.DutiesAmount, "dutiesAmount", AllowanceChargeType.Duty);
        Share(totals.TipAmount, "tipAmount", AllowanceChargeType.Tip);
    }

    private void Share(Money? stated, string member, params ReadOnlySpan<AllowanceChargeType> types)
    {
        if (stated is not { } amount)
            return;
        var sum = 0m;
        foreach (var charge in order.AllowanceCharges)
        {
            if (charge.Type is { } type && types.Contains(type))
                sum += charge.SignedNet();
        }

        if (sum != amount.Amount)
            report.Warning(RuleIds.ChargeShare, member, "The amount does not agree with the charges of that type.", amount.ToString(), DocumentCheck.Text(sum));
    }
}
