namespace Crossdock.Canonical.Rules;

/// <summary>Stable ids of the rules; each has a section in docs/canonical/rules.md.</summary>
public static class RuleIds
{
    /// <summary>Amounts use the document currency.</summary>
    public const string AmountCurrency = "CDR-MON-010";

    /// <summary>Amounts fit the currency's minor unit.</summary>
    public const string AmountPrecision = "CDR-MON-020";

    /// <summary>Line amount = quantity x price / base quantity - allowances + charges.</summary>
    public const string LineExtension = "CDR-MON-030";

    /// <summary>A price is for a positive quantity in the line's unit.</summary>
    public const string PriceBaseQuantity = "CDR-MON-035";

    /// <summary>Line tax = sum of the line's taxes.</summary>
    public const string LineTaxSum = "CDR-MON-040";

    /// <summary>Line amount with tax = line amount + tax.</summary>
    public const string LineTaxInclusive = "CDR-MON-045";

    /// <summary>Total of lines = sum of line amounts.</summary>
    public const string LineTotal = "CDR-MON-050";

    /// <summary>A total cannot be checked.</summary>
    public const string TotalNotCheckable = "CDR-MON-055";

    /// <summary>Total of allowances = sum of document allowances.</summary>
    public const string AllowanceTotal = "CDR-MON-060";

    /// <summary>Total of charges = sum of document charges.</summary>
    public const string ChargeTotal = "CDR-MON-065";

    /// <summary>Shipping, duties and tip agree with the charges of that type.</summary>
    public const string ChargeShare = "CDR-MON-068";

    /// <summary>Total without tax = lines - allowances + charges.</summary>
    public const string TaxExclusive = "CDR-MON-070";

    /// <summary>Total tax = sum of the tax breakdown.</summary>
    public const string TaxTotal = "CDR-MON-080";

    /// <summary>Total with tax = total without tax + tax.</summary>
    public const string TaxInclusive = "CDR-MON-085";

    /// <summary>Payable = total with tax - prepaid + rounding.</summary>
    public const string Payable = "CDR-MON-090";

    /// <summary>The rounding amount is small.</summary>
    public const string UnusualRounding = "CDR-MON-095";

    /// <summary>Tax = base x rate.</summary>
    public const string TaxAmount = "CDR-MON-100";

    /// <summary>A tax row = sum of the parts it was rounded from.</summary>
    public const string TaxBreakdownSum = "CDR-MON-105";

    /// <summary>A tax base = sum of what is taxed at that category and rate.</summary>
    public const string TaxBase = "CDR-MON-110";

    /// <summary>A percentage gives the amount.</summary>
    public const string PercentAmount = "CDR-MON-120";

    /// <summary>Allowances and charges are not negative.</summary>
    public const string NegativeAllowance = "CDR-MON-130";

    /// <summary>Allocations add up to the amount.</summary>
    public const string AllocationSum = "CDR-MON-140";

    /// <summary>Instalments add up to the payable amount.</summary>
    public const string InstalmentSum = "CDR-MON-150";

    /// <summary>The rate connects the amounts.</summary>
    public const string MoneySetRate = "CDR-MON-160";

    /// <summary>Amounts are too large to compute with.</summary>
    public const string AmountTooLarge = "CDR-MON-900";

    /// <summary>Quantities are not negative.</summary>
    public const string NegativeQuantity = "CDR-QTY-010";

    /// <summary>No rung of the quantity ladder is negative.</summary>
    public const string NegativeRung = "CDR-QTY-020";

    /// <summary>No more is cancelled than was ordered.</summary>
    public const string CancelledExceedsOrdered = "CDR-QTY-030";

    /// <summary>The quantity ladder is plausible.</summary>
    public const string LadderOrder = "CDR-QTY-040";

    /// <summary>The conversion gives the base quantity.</summary>
    public const string QuantityConversion = "CDR-QTY-050";

    /// <summary>The currency is an ISO 4217 code.</summary>
    public const string UnknownCurrency = "CDR-COD-010";

    /// <summary>The unit is a UN/ECE Rec 20 code we know.</summary>
    public const string UnknownUnit = "CDR-COD-020";

    /// <summary>The country is an ISO 3166-1 code.</summary>
    public const string UnknownCountry = "CDR-COD-030";

    /// <summary>A region lies in its country.</summary>
    public const string RegionCountry = "CDR-COD-035";

    /// <summary>The check digit of a GTIN is right.</summary>
    public const string GtinCheckDigit = "CDR-COD-040";

    /// <summary>The check digit of a GLN is right.</summary>
    public const string GlnCheckDigit = "CDR-COD-045";

    /// <summary>The check digit of an SSCC is right.</summary>
    public const string SsccCheckDigit = "CDR-COD-050";

    /// <summary>The package type is a UN/ECE Rec 21 code we know.</summary>
    public const string UnknownPackageType = "CDR-COD-060";

    /// <summary>The reason code is in UNCL 5189 (allowance) or 7161 (charge).</summary>
    public const string UnknownReasonCode = "CDR-COD-070";

    /// <summary>The tax category is a UNCL 5305 code we know.</summary>
    public const string UnknownTaxCategory = "CDR-COD-080";

    /// <summary>Rate and category agree.</summary>
    public const string TaxCategoryRate = "CDR-COD-085";

    /// <summary>The exemption reason is a VATEX code we know.</summary>
    public const string UnknownExemptionCode = "CDR-COD-090";

    /// <summary>The payment means is a UNCL 4461 code we know.</summary>
    public const string UnknownPaymentMeans = "CDR-COD-100";

    /// <summary>The delivery term is an Incoterms 2020 code.</summary>
    public const string UnknownIncoterm = "CDR-COD-110";

    /// <summary>A four-digit scheme is in the EAS or ICD list.</summary>
    public const string UnknownIdentifierScheme = "CDR-COD-120";

    /// <summary>An identifier looks like its scheme.</summary>
    public const string IdentifierFormat = "CDR-COD-125";

    /// <summary>The status code belongs to its axis.</summary>
    public const string UnknownStatusCode = "CDR-COD-130";

    /// <summary>The invoice type is a UNCL 1001 code for invoices or credit notes.</summary>
    public const string UnknownInvoiceType = "CDR-COD-140";

    /// <summary>Identifiers are unique in the document.</summary>
    public const string RepeatedId = "CDR-DOC-010";

    /// <summary>A reference inside the document resolves.</summary>
    public const string UnresolvedReference = "CDR-DOC-020";

    /// <summary>A window or period does not end before it starts.</summary>
    public const string WindowOrder = "CDR-DOC-030";

    /// <summary>Dates are in a plausible order.</summary>
    public const string DateOrder = "CDR-DOC-040";

    /// <summary>One fact per status axis.</summary>
    public const string RepeatedAxis = "CDR-DOC-050";

    /// <summary>A line is not its own parent.</summary>
    public const string ReferenceCycle = "CDR-DOC-060";

    /// <summary>An item has an identifier.</summary>
    public const string ItemUnidentified = "CDR-DOC-070";

    /// <summary>What a line refers to is listed in the header.</summary>
    public const string ReferenceNotListed = "CDR-DOC-080";

    /// <summary>A key has one spelling.</summary>
    public const string KeySpelling = "CDR-DOC-090";

    /// <summary>The line's quantity = ordered - cancelled.</summary>
    public const string CurrentQuantity = "CDR-ORD-010";

    /// <summary>A comment has no quantity and no amount.</summary>
    public const string CommentWithAmount = "CDR-ORD-020";

    /// <summary>A bundle component names its bundle.</summary>
    public const string BundleComponentParent = "CDR-ORD-030";

    /// <summary>The delivery schedule adds up to the line's quantity.</summary>
    public const string ScheduleSum = "CDR-ORD-040";

    /// <summary>The answers cover the ordered quantity.</summary>
    public const string AnsweredQuantity = "CDR-OAK-010";

    /// <summary>Only an added line has no order line.</summary>
    public const string AddedLine = "CDR-OAK-020";

    /// <summary>Header and lines agree.</summary>
    public const string ContradictingAnswers = "CDR-OAK-030";

    /// <summary>The acknowledged line exists in the order.</summary>
    public const string AcknowledgedLineUnknown = "CDR-OAK-100";

    /// <summary>Every line asks for something.</summary>
    public const string NothingToFulfil = "CDR-FRQ-010";

    /// <summary>There is somewhere to send it.</summary>
    public const string ShipToMissing = "CDR-FRQ-020";

    /// <summary>No more is packed than shipped.</summary>
    public const string ContentsExceedLine = "CDR-SHP-010";

    /// <summary>Everything shipped is packed.</summary>
    public const string ContentsIncomplete = "CDR-SHP-020";

    /// <summary>A serial number is shipped once.</summary>
    public const string RepeatedSerial = "CDR-SHP-030";

    /// <summary>An SSCC names one handling unit.</summary>
    public const string RepeatedSscc = "CDR-SHP-040";

    /// <summary>Net weight is not above gross weight.</summary>
    public const string NetAboveGross = "CDR-SHP-050";

    /// <summary>The shipped line exists in the order.</summary>
    public const string ShippedLineUnknown = "CDR-SHP-100";

    /// <summary>No more is shipped than is ordered.</summary>
    public const string ShippedMoreThanOrdered = "CDR-SHP-110";

    /// <summary>A credit note or correction names the invoice it is about.</summary>
    public const string PrecedingInvoiceMissing = "CDR-INV-010";

    /// <summary>The tax currency has its tax amount.</summary>
    public const string TaxCurrencyAmount = "CDR-INV-020";

    /// <summary>Seller and buyer are named.</summary>
    public const string PartyMissing = "CDR-INV-030";

    /// <summary>It is known when payment is due.</summary>
    public const string DueDateMissing = "CDR-INV-040";

    /// <summary>An exemption has a reason.</summary>
    public const string ExemptionReasonMissing = "CDR-INV-050";

    /// <summary>Prepayments add up to the prepaid amount.</summary>
    public const string PrepaymentSum = "CDR-INV-060";

    /// <summary>The invoiced line exists in the order.</summary>
    public const string InvoicedLineUnknown = "CDR-INV-100";

    /// <summary>No more is invoiced than is ordered.</summary>
    public const string InvoicedMoreThanOrdered = "CDR-INV-110";

    /// <summary>The amount of a payment is positive.</summary>
    public const string PaymentNotPositive = "CDR-PAY-010";

    /// <summary>What is allocated is positive.</summary>
    public const string AllocationNotPositive = "CDR-PAY-020";

    /// <summary>No more is allocated than was paid.</summary>
    public const string AllocationsExceedAmount = "CDR-PAY-030";

    /// <summary>Complete allocations add up to the amount.</summary>
    public const string AllocationsIncomplete = "CDR-PAY-040";

    /// <summary>The parts of a refund add up to the amount.</summary>
    public const string RefundPartSum = "CDR-PAY-050";

    /// <summary>A refund names what it pays back.</summary>
    public const string RefundWithoutCause = "CDR-PAY-060";

    /// <summary>A capture, void or chargeback names its payment.</summary>
    public const string OriginalPaymentMissing = "CDR-PAY-070";

    /// <summary>A payment does not belong to itself.</summary>
    public const string OwnPayment = "CDR-PAY-080";

    /// <summary>A unit holds a positive number of base units.</summary>
    public const string PackQuantity = "CDR-ITM-010";

    /// <summary>A unit is described once per packaging level.</summary>
    public const string RepeatedUnit = "CDR-ITM-020";

    /// <summary>A GTIN names one packaging level.</summary>
    public const string RepeatedGtin = "CDR-ITM-030";

    /// <summary>A bundle or kit has components.</summary>
    public const string ComponentsMissing = "CDR-ITM-040";

    /// <summary>An item is not its own parent, component or substitute.</summary>
    public const string SelfReference = "CDR-ITM-050";

    /// <summary>Prices and costs are not negative.</summary>
    public const string NegativePrice = "CDR-ITM-060";

    /// <summary>A snapshot has positions, a movement document has movements.</summary>
    public const string KindContent = "CDR-STK-010";

    /// <summary>A position is listed once.</summary>
    public const string RepeatedPosition = "CDR-STK-020";

    /// <summary>Stock is not negative.</summary>
    public const string NegativeBucket = "CDR-STK-030";

    /// <summary>Incoming = working + shipped + receiving.</summary>
    public const string IncomingStages = "CDR-STK-040";

    /// <summary>The sign of a movement fits its reason.</summary>
    public const string MovementSign = "CDR-STK-050";
}
