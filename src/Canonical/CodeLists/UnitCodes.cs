namespace Crossdock.Canonical.CodeLists;

/// <summary>
/// UN/ECE Recommendation 20 units as distribution uses them. The recommendation has some 2,100 units and also admits
/// package codes of Recommendation 21 with the prefix X, so a missing code is a warning only.
/// </summary>
public static class UnitCodes
{
    /// <summary>One, without dimension: what to use when the source counts without a unit.</summary>
    public const string One = "C62";

    /// <summary>The units we know.</summary>
    public static CodeList All { get; } = CodeList.FromLines("UN/ECE Rec 20", "UN/CEFACT", """
        C62 one
        H87 piece
        EA each
        NAR number of articles
        PR pair
        SET set
        KT kit
        LR layer
        DZN dozen
        GRO gross
        DPC dozen piece
        TPR ten pairs
        T3 thousand pieces
        MIL thousand
        CEN hundred
        ST sheet
        STC stick
        STK stick, cigarette
        U2 tablet or blister pack
        DMT decimetre
        MMT millimetre
        CMT centimetre
        MTR metre
        KMT kilometre
        INH inch
        FOT foot
        YRD yard
        SMI mile
        LM linear metre
        LF linear foot
        MMK square millimetre
        CMK square centimetre
        DMK square decimetre
        MTK square metre
        HAR hectare
        INK square inch
        FTK square foot
        YDK square yard
        MMQ cubic millimetre
        CMQ cubic centimetre
        DMQ cubic decimetre
        MTQ cubic metre
        INQ cubic inch
        FTQ cubic foot
        YDQ cubic yard
        MLT millilitre
        CLT centilitre
        DLT decilitre
        LTR litre
        HLT hectolitre
        GLL gallon (US)
        GLI gallon (UK)
        QTL liquid quart (US)
        PTL liquid pint (US)
        OZA fluid ounce (US)
        OZI fluid ounce (UK)
        BLL barrel (US)
        MGM milligram
        GRM gram
        HGM hectogram
        KGM kilogram
        DTN decitonne
        TNE tonne
        LBR pound
        ONZ ounce
        CWA hundredweight (US)
        STN short ton
        LTN long ton
        APZ troy ounce
        CTM metric carat
        SEC second
        MIN minute
        HUR hour
        DAY day
        WEE week
        MON month
        QAN quarter of a year
        ANN year
        LH labour hour
        E49 working day
        KWH kilowatt hour
        MWH megawatt hour
        WHR watt hour
        KWT kilowatt
        WTT watt
        VLT volt
        AMP ampere
        AMH ampere hour
        JOU joule
        KJO kilojoule
        3B megajoule
        BAR bar, pressure
        KPA kilopascal
        CEL degree Celsius
        FAH degree Fahrenheit
        KEL kelvin
        P1 per cent
        59 part per million
        LS lump sum
        IE person
        E48 service unit
        ACT activity
        AD byte
        2P kilobyte
        4L megabyte
        E34 gigabyte
        KVR kilovar
        NMP number of packs
        NIU number of international units
        ZZ mutually defined
        """);

    /// <summary>True for a unit we know, or for a Recommendation 21 package code behind an X.</summary>
    public static bool Contains(string code) =>
        All.Contains(code) || (code.Length == 3 && code[0] == 'X' && PackageCodes.All.Contains(code[1..]));
}
