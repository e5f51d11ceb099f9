namespace Crossdock.TestKit.Conformance;

/// <summary>How a rule ended.</summary>
public enum ConformanceVerdict
{
    /// <summary>The connector keeps the rule.</summary>
    Passed,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>The rule does not apply, and the author says why.</summary>
    NotApplicable,
}
