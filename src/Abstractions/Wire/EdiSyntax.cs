namespace Crossdock.Wire;

/// <summary>The two EDI syntaxes.</summary>
public enum EdiSyntax
{
    /// <summary>ANSI ASC X12: ISA … IEA.</summary>
    X12,

    /// <summary>UN/EDIFACT, ISO 9735: UNB … UNZ.</summary>
    Edifact,
}
