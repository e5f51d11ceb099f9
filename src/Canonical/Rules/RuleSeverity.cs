namespace Crossdock.Canonical.Rules;

/// <summary>How bad a rule violation is.</summary>
public enum RuleSeverity
{
    /// <summary>Worth a look; the document may still be processed.</summary>
    Warning,

    /// <summary>The document contradicts itself and must not be processed.</summary>
    Error,
}
