namespace Crossdock.Canonical.Rules;

/// <summary>One rule a document breaks, located by JSON Pointer.</summary>
/// <param name="RuleId">Stable id, one of <see cref="RuleIds"/>.</param>
/// <param name="Severity">Whether the document may still be processed.</param>
/// <param name="Pointer">RFC 6901 JSON Pointer of the field to look at; empty for the document itself.</param>
/// <param name="Message">What is wrong and what to do, in one sentence.</param>
/// <param name="Found">The value found, shortened to 64 characters.</param>
/// <param name="Expected">What the rule expects at this place.</param>
public sealed record RuleViolation(string RuleId, RuleSeverity Severity, string Pointer, string Message, string Found, string Expected)
{
    /// <summary>Page that explains the rule.</summary>
    public Uri HelpUri => new("https://crossdock.dev/docs/canonical/rules#" + RuleId.ToLowerInvariant());

    /// <summary>A one-line text that names rule and field.</summary>
    public override string ToString() =>
        $"{RuleId} {(Pointer.Length == 0 ? "(document)" : Pointer)}: {Message} Found {Found}, expected {Expected}.";
}
