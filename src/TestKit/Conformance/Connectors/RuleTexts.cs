namespace Crossdock.TestKit.Conformance;

/// <summary>Texts that several rules share.</summary>
internal static class RuleTexts
{
    public const string UnknownOutcomeExpected = "ErrorKind.UnknownOutcome, nothing sent twice, and one effect after the runtime has asked and repaired.";

    public const string UnknownOutcomeOthers = "Map every failure after the first byte left to UnknownOutcome (Connectors.Http does for CallSafety.Unsafe) and leave repeating to the runtime.";
}
