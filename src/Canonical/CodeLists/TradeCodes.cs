namespace Crossdock.Canonical.CodeLists;

/// <summary>Code lists of the UN/EDIFACT directory (UNCL) that orders and invoices use.</summary>
public static class TradeCodes
{
    private const string Publisher = "UN/CEFACT";

    /// <summary>UNCL 1001, document types that EN 16931 admits for invoices.</summary>
    public static CodeList InvoiceTypes { get; } = CodeList.FromCodes("UNCL 1001, invoices", Publisher, """
        71 80 82 84 102 130 202 203 204 211 218 219 295 325 326 331 380 382-390 393-395 456 457 527 553 575 623 633 751 780
        817 870 875-877 935
        """);

    /// <summary>UNCL 1001, document types that credit: their amounts are positive and reduce what is owed.</summary>
    public static CodeList CreditNoteTypes { get; } = CodeList.FromCodes("UNCL 1001, credit notes", Publisher, "81 83 261 262 296 308 381 396 420 458 502 503 532");

    /// <summary>UNCL 4343, responses to a message or business document.</summary>
    public static CodeList ResponseTypes { get; } = CodeList.FromLines("UNCL 4343", Publisher, """
        AB message acknowledged
        AC acknowledged, details and changes follow
        AD acknowledged, details follow, nothing changed
        AI acknowledged, only changes follow
        AJ pending
        AP accepted
        CA accepted with conditions
        IP in process
        PD paid
        RE rejected
        UQ under query
        """);

    /// <summary>UNCL 4461, means of payment.</summary>
    public static CodeList PaymentMeans { get; } = CodeList.FromCodes("UNCL 4461", Publisher, "1-68 70 74-78 91-98 ZZZ");

    /// <summary>UNCL 5189, reasons for an allowance.</summary>
    public static CodeList AllowanceReasons { get; } = CodeList.FromLines("UNCL 5189", Publisher, """
        41 bonus, work ahead of schedule
        42 other bonus
        60 manufacturer's consumer discount
        62 military status
        63 work accident
        64 special agreement
        65 production error
        66 new outlet
        67 sample
        68 end of range
        70 Incoterm
        71 point of sale threshold
        88 material surcharge or deduction
        95 discount
        100 special rebate
        102 fixed long term
        103 temporary
        104 standard
        105 yearly turnover
        """);

    /// <summary>UNCL 7161, reasons for a charge.</summary>
    public static CodeList ChargeReasons { get; } = CodeList.FromCodes("UNCL 7161", Publisher, """
        AA AAA AAC AAD AAE AAF AAH AAI AAS AAT AAV AAY AAZ ABA ABB ABC ABD ABF ABK ABL ABN ABR ABS ABT ABU ACF ACG ACH ACI ACJ
        ACK ACL ACM ACS ADC ADE ADJ ADK ADL ADM ADN ADO ADP ADQ ADR ADT ADW ADY ADZ AEA AEB AEC AED AEF AEH AEI AEJ AEK AEL AEM
        AEN AEO AEP AES AET AEU AEV AEW AEX AEY AEZ AJ AU CA CAB CAD CAE CAF CAI CAJ CAK CAL CAM CAN CAO CAP CAQ CAR CAS CAT CAU
        CAV CAW CAX CAY CAZ CD CG CS CT DAB DAC DAD DAF DAG DAH DAI DAJ DAK DAL DAM DAN DAO DAP DAQ DL EG EP ER FAA FAB FAC FC
        FH FI GAA HAA HD HH IAA IAB ID IF IR IS KO L1 LA LAA LAB LF MAE MI ML NAA OA PA PAA PC PL PRV RAB RAC RAD RAF RE RF RH
        RV SA SAA SAD SAE SAI SG SH SM SU TAB TAC TT TV V1 V2 WH XAA YY ZZZ
        """);
}
