namespace Crossdock.Canonical.Tests.Rules;

/// <summary>Documents that break no rule and use most of what the rules look at.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static Money Eur(decimal amount) => Money.Of(amount, "EUR");

    public static Tax Vat(decimal rate, decimal? basis = null, decimal? amount = null) => new()
    {
        Category = rate == 0 ? TaxCategory.Z : TaxCategory.S,
        Rate = rate,
        TaxableAmount = basis is { } b ? Eur(b) : null,
        Amount = amount is { } a ? Eur(a) : null,
    };

    public static ItemReference Mouse => new() { SellerItemId = "834444", Gtin = "4006381333931", Name = "Mouse" };

    public static TimeWindow Window(int fromDays, int toDays) => new() { From = Monday.AddDays(fromDays), To = Monday.AddDays(toDays) };

    public static Party ShipTo => new()
    {
        Role = PartyRole.ShipTo,
        Ids = [new Identifier { Scheme = new IdentifierScheme("0088"), Value = "4012345000009" }],
        Address = new Address { Lines = ["Hauptstraße 1"], City = "Berlin", CountryCode = "DE", RegionCode = "DE-BE", Gln = "4012345000009" },
    };

    /// <summary>Two lines at 20 %, a coupon on the order and shipping: payable 78.32 EUR.</summary>
    public static Order Order => new()
    {
        Number = "SO-1001",
        Currency = "EUR",
        Dates = new OrderDates { Placed = Monday, Cancelled = null, ValidTo = Monday.AddDays(30), RequestedDelivery = Window(2, 4) },
        Statuses = [StatusFact.Of(OrderStatus.Confirmed), StatusFact.Of(PaymentStatus.Paid), StatusFact.Of(OrderOverlay.OnHold), StatusFact.Of(OrderOverlay.Amending)],
        Parties = [new Party { Role = PartyRole.Buyer, Name = "Löwe GmbH", TaxRegistrations = [new TaxRegistration { Number = "DE123456789", Country = "DE" }] }, ShipTo],
        DeliveryTerms = new DeliveryTerms { Incoterm = Incoterm.DAP, Place = "Berlin" },
        PaymentTerms = new PaymentTerms { Instalments = [new Instalment { Amount = Eur(40m), MeansCode = PaymentMeansCode.Code58 }, new Instalment { Amount = Eur(38.32m) }] },
        Lines = [MouseLine, ScrewLine],
        AllowanceCharges = [Coupon, Shipping],
        Taxes = [Vat(20, 65.27m, 13.05m)],
        Totals = new MonetaryTotal
        {
            LineExtensionAmount = Eur(61.27m),
            AllowanceTotalAmount = Eur(1.00m),
            ChargeTotalAmount = Eur(5.00m),
            ShippingAmount = Eur(5.00m),
            TaxExclusiveAmount = Eur(65.27m),
            TaxAmount = Eur(13.05m),
            TaxInclusiveAmount = Eur(78.32m),
            PayableAmount = Eur(78.32m),
            PayableAmountSet = new MoneySet { Transaction = Eur(78.32m), Accounting = Money.Of(8616, "JPY"), FxRate = 110.01m },
        },
        OriginalTotals = new MonetaryTotal { LineExtensionAmount = Eur(100m), TaxExclusiveAmount = Eur(100m), TaxAmount = Eur(20m), TaxInclusiveAmount = Eur(120m), PayableAmount = Eur(120m) },
        Payments = [new OrderPayment { Id = "p1", Amount = Eur(78.32m), MeansCode = PaymentMeansCode.Code54, Statuses = [StatusFact.Of(PaymentStatus.Paid)] }],
        Refunds = [new OrderRefund { Id = "r1", PaymentId = "p1", Amount = Eur(1m), Lines = [new RefundLine { LineId = "1", Amount = Eur(1m) }] }],
        Holds = [new Hold { Code = HoldCode.Credit, PlacedAt = Monday, ReleasedAt = Monday.AddHours(1), LineIds = ["1"] }],
    };

    /// <summary>3 x 18.99 less 10 %.</summary>
    public static OrderLine MouseLine => new()
    {
        Id = "1",
        Type = OrderLineType.Item,
        Item = Mouse,
        Quantity = Quantity.Of(3, "C62"),
        Quantities = new QuantityLadder { Ordered = 4, Cancelled = 1, Allocated = 3, Picked = 3, Packed = 3, Shipped = 2, Delivered = 1, Returned = 1 },
        Price = new Price { Amount = Eur(18.99m) },
        AllowanceCharges = [new AllowanceCharge { IsCharge = false, Type = AllowanceChargeType.Promotion, ReasonCode = "95", BasisAmount = Eur(56.97m), Percent = 10, Amount = Eur(5.70m) }],
        LineExtensionAmount = Eur(51.27m),
        Taxes = [Vat(20, amount: 10.25m)],
        TaxAmount = Eur(10.25m),
        TaxInclusiveAmount = Eur(61.52m),
        Customs = new CustomsInformation { OriginCountry = "CN", HsCode = "847160" },
        DeliverySchedule = [new ScheduledDelivery { Quantity = Quantity.Of(1), Delivery = Window(2, 3) }, new ScheduledDelivery { Quantity = Quantity.Of(2), Delivery = Window(3, 4) }],
    };

    /// <summary>20 at 5.00 per 10, ordered in boxes of 10.</summary>
    public static OrderLine ScrewLine => new()
    {
        Id = "2",
        Type = OrderLineType.Item,
        Item = new ItemReference { Name = "Screw, assorted" },
        Quantity = Quantity.Of(20, "C62", "pcs", 1),
        Price = new Price { Amount = Eur(5m), BaseQuantity = Quantity.Of(10) },
        LineExtensionAmount = Eur(10m),
        Taxes = [Vat(20, 10m, 2m)],
    };

    public static AllowanceCharge Coupon => new()
    {
        IsCharge = false,
        Type = AllowanceChargeType.Coupon,
        CouponCode = "TEN",
        Amount = Eur(1m),
        Taxes = [Vat(20, 1m, 0.20m)],
        Allocations = [new AllowanceAllocation { LineId = "1", Amount = Eur(0.84m) }, new AllowanceAllocation { LineId = "2", Amount = Eur(0.16m) }],
    };

    public static AllowanceCharge Shipping => new() { IsCharge = true, Type = AllowanceChargeType.Shipping, ReasonCode = "FC", Amount = Eur(5m), Taxes = [Vat(20, 5m, 1m)] };

    public static Invoice Invoice => new()
    {
        Number = "INV-7",
        TypeCode = InvoiceTypeCode.Code380,
        IssueDate = new DateOnly(2026, 3, 3),
        DueDate = new DateOnly(2026, 4, 2),
        Period = new Period { StartDate = new DateOnly(2026, 3, 1), EndDate = new DateOnly(2026, 3, 31) },
        Currency = "EUR",
        TaxCurrency = "SEK",
        TaxAmountInTaxCurrency = Money.Of(44.50m, "SEK"),
        Parties = [new Party { Role = PartyRole.Seller, Name = "Seller AB" }, new Party { Role = PartyRole.Buyer, Name = "Löwe GmbH" }],
        Orders = [new DocumentReference { Id = "SO-1001" }],
        PaymentMeans = [new PaymentMeans { Code = PaymentMeansCode.Code58, AccountId = "DE02120300000000202051" }],
        Statuses = [StatusFact.Of(InvoiceDocumentStatus.Issued), StatusFact.Of(InvoiceSettlementStatus.NotPaid)],
        Lines =
        [
            new InvoiceLine
            {
                Id = "1", Item = Mouse, Quantity = Quantity.Of(1), Price = new Price { Amount = Eur(20m) }, LineExtensionAmount = Eur(20m), Taxes = [Vat(20)],
                Order = new DocumentReference { Id = "SO-1001", LineId = "1" },
            },
            new InvoiceLine { Id = "2", Description = "Export fee", Quantity = Quantity.Of(1), LineExtensionAmount = Eur(3m), Taxes = [Export] },
        ],
        Taxes = [Vat(20, 20m, 4m), Export with { TaxableAmount = Eur(3m), Amount = Eur(0m), ExemptionReasonCode = "VATEX-EU-G" }],
        Totals = new MonetaryTotal { LineExtensionAmount = Eur(23m), TaxExclusiveAmount = Eur(23m), TaxAmount = Eur(4m), TaxInclusiveAmount = Eur(27m), PrepaidAmount = Eur(7m), PayableAmount = Eur(20m) },
        Prepayments = [new InvoicePrepayment { Amount = Eur(7m) }],
    };

    public static Tax Export => new() { Category = TaxCategory.G, Rate = 0 };

    /// <summary>140.00 for two invoices, less a credit note, with a discount taken on the second invoice.</summary>
    public static Payment Payment => new()
    {
        Number = "PAY-1",
        Type = PaymentType.Payment,
        Statuses = [StatusFact.Of(PaymentStatus.Paid)],
        CreatedAt = Monday,
        SettledAt = Monday.AddHours(1),
        ValueDate = new DateOnly(2026, 3, 3),
        Currency = "EUR",
        Amount = Eur(140m),
        AmountSet = new MoneySet { Transaction = Eur(140m), Accounting = Money.Of(154m, "USD"), FxRate = 1.1m },
        FeeAmount = Money.Of(1.20m, "USD"),
        Orders = [new DocumentReference { Id = "SO-1001" }],
        Invoices = [Reference(DocumentReferenceType.Invoice, "INV-7"), Reference(DocumentReferenceType.Invoice, "INV-8"), Reference(DocumentReferenceType.CreditNote, "CN-1")],
        Allocations =
        [
            new PaymentAllocation { Reference = Reference(DocumentReferenceType.Invoice, "INV-7"), Amount = Eur(60m) },
            new PaymentAllocation { Reference = Reference(DocumentReferenceType.Invoice, "INV-8"), Amount = Eur(98m), DiscountAmount = Eur(2m) },
            new PaymentAllocation { Reference = Reference(DocumentReferenceType.CreditNote, "CN-1"), Amount = Eur(-18m) },
        ],
        IsFullyAllocated = true,
        Method = "SEPA transfer",
        MeansCode = PaymentMeansCode.Code58,
        Provider = "Hausbank",
        Transaction = new ExternalId { System = "hausbank", EntityType = "transaction", Value = "2026-03-03/17" },
        RemittanceId = "INV-7, INV-8 less CN-1",
        Parties = [new Party { Role = PartyRole.Payer, Name = "Löwe GmbH" }, new Party { Role = PartyRole.Payee, Name = "Seller AB" }],
    };

    /// <summary>11.00 back: 8.00 for goods, 5.00 shipping, less 2.00 for restocking.</summary>
    public static Payment Refund => new()
    {
        Number = "RF-1",
        Type = PaymentType.Refund,
        Statuses = [StatusFact.Of(RefundStatus.Requested)],
        Currency = "EUR",
        Amount = Eur(11m),
        ItemsAmount = Eur(8m),
        ShippingAmount = Eur(5m),
        AdjustmentAmount = Eur(-2m),
        OriginalPayment = Reference(DocumentReferenceType.Payment, "PAY-1"),
        Orders = [new DocumentReference { Id = "SO-1001" }],
        Lines = [new RefundLine { LineId = "1", Quantity = Quantity.Of(1), Amount = Eur(8m) }],
        Reason = "Damaged on arrival",
    };

    public static DocumentReference Reference(DocumentReferenceType type, string id) => new() { Type = type, Id = id };

    public static Shipment Shipment => new()
    {
        Number = "SH-1",
        Orders = [new DocumentReference { Id = "SO-1001" }],
        FulfilmentRequests = [new DocumentReference { Id = "FR-1" }],
        Parties = [ShipTo],
        Dates = new ShipmentDates { Shipped = Monday, Delivered = Monday.AddDays(1), EstimatedDelivery = Window(1, 2) },
        Statuses = [StatusFact.Of(FulfilmentStatus.Shipped), StatusFact.Of(PackageStatus.InTransit)],
        GrossWeight = new Measure { Value = 3, Unit = "KGM" },
        NetWeight = new Measure { Value = 2, Unit = "KGM" },
        FreightCost = Money.Of(12.30m, "EUR"),
        Lines =
        [
            new ShipmentLine
            {
                Id = "1", Item = Mouse, Quantity = Quantity.Of(2), Order = new DocumentReference { Id = "SO-1001", LineId = "1" },
                Instances = [new ItemInstance { SerialNumber = "A1" }, new ItemInstance { SerialNumber = "A2" }],
            },
            new ShipmentLine { Id = "2", Item = Mouse, Quantity = Quantity.Of(5), Order = new DocumentReference { Id = "SO-1001", LineId = "2" } },
        ],
        HandlingUnits =
        [
            new HandlingUnit
            {
                Id = "P1", Sscc = "340123450000000000", Level = HandlingUnitLevel.Pallet, PackageType = "PX",
                HandlingUnits =
                [
                    new HandlingUnit { Id = "C1", PackageType = "CT", Contents = [Content("1", 2), Content("2", 3)] },
                    new HandlingUnit { Id = "C2", Contents = [Content("2", 2)], Dimensions = new Dimensions { Length = 1, Width = 1, Height = 1, Unit = "MTR" } },
                ],
            },
        ],
        Events = [new ShipmentEvent { Status = PackageStatus.InTransit, OccurredAt = Monday, HandlingUnitId = "C1" }],
    };

    public static HandlingUnitContent Content(string lineId, decimal quantity) => new() { LineId = lineId, Quantity = Quantity.Of(quantity) };

    public static OrderAcknowledgement Acknowledgement => new()
    {
        OrderNumber = "SO-1001",
        Code = AcknowledgementCode.Changed,
        Currency = "EUR",
        Lines =
        [
            new AcknowledgedLine
            {
                Id = "a1", OrderLineId = "1", OrderedQuantity = Quantity.Of(3),
                Acknowledgements =
                [
                    new LineAcknowledgement { Code = AcknowledgementCode.Accepted, Quantity = Quantity.Of(2), PromisedShip = Window(1, 2) },
                    new LineAcknowledgement { Code = AcknowledgementCode.Backordered, Quantity = Quantity.Of(1) },
                ],
            },
            new AcknowledgedLine { Id = "a2", Acknowledgements = [new LineAcknowledgement { Code = AcknowledgementCode.Added, Quantity = Quantity.Of(1) }] },
        ],
    };

    public static FulfilmentRequest Request => new()
    {
        Number = "FR-1",
        Orders = [new DocumentReference { Id = "SO-1001" }],
        Parties = [ShipTo],
        Statuses = [StatusFact.Of(FulfilmentRequestStatus.Submitted)],
        Lines = [new FulfilmentLine { Id = "1", Item = Mouse, Quantity = Quantity.Of(3), Order = new DocumentReference { Id = "SO-1001", LineId = "1" } }],
    };

    public static Item Item => new()
    {
        Sku = "834444",
        BaseUnit = "C62",
        Gtin = "4006381333931",
        OriginCountry = "CN",
        Units =
        [
            new ItemUnit { Unit = "C62", Level = PackagingLevel.Each, QuantityInBase = 1, Gtin = "4006381333931" },
            new ItemUnit { Unit = "XCT", Level = PackagingLevel.Case, QuantityInBase = 12, Gtin = "14006381333938", PackageType = "CT" },
        ],
        Prices = [new ItemPrice { Price = new Price { Amount = Money.Of(18.9925m, "EUR") }, ValidFrom = Monday, ValidTo = Monday.AddDays(1) }],
        Costs = [new ItemCost { Amount = Money.Of(7.1m, "USD") }],
        Taxes = [new ItemTax { Country = "DE", Category = TaxCategory.S, Rate = 19 }],
        Statuses = [new ItemChannelStatus { Status = StatusFact.Of(ItemStatus.Active) }],
    };

    public static Inventory Snapshot => new()
    {
        Kind = InventoryKind.Snapshot,
        AsOf = Monday,
        Positions = [Position("EAST"), Position("WEST")],
    };

    public static InventoryPosition Position(string location) => new()
    {
        Item = Mouse,
        Location = new LocationReference { Code = location },
        Unit = "C62",
        Buckets = new InventoryBuckets { OnHand = 10, Available = -2, Reserved = 12, Incoming = 6, IncomingWorking = 1, IncomingShipped = 2, IncomingReceiving = 3 },
    };

    public static Inventory Movements => new()
    {
        Kind = InventoryKind.Movement,
        AsOf = Monday,
        Movements =
        [
            new InventoryMovement { Id = "m1", Reason = MovementReason.Receipt, Item = Mouse, Location = new LocationReference { Code = "EAST" }, Quantity = Quantity.Of(5) },
            new InventoryMovement { Id = "m2", Reason = MovementReason.Shipment, Item = Mouse, Location = new LocationReference { Code = "EAST" }, Quantity = Quantity.Of(-2) },
        ],
    };
}
