using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

/// <summary>Checks a document against its schema and the rules beyond it.</summary>
internal static class DocumentProblems
{
    /// <summary>Every problem of a document and its canonical bytes; empty when it may be accepted.</summary>
    public static IReadOnlyList<DocumentProblem> Find<T>(T document, ReadOnlySpan<byte> bytes)
        where T : class, ICanonicalDocument<T>
    {
        // What is stored has to be readable again, whoever made the document: a parser or a connector's mapping.
        var schema = T.Codec.Validate(bytes);
        return schema.Count > 0 ? Of(schema) : DocumentTraits.Find<T>() is { } traits ? Of(traits.Check(document)) : [];
    }

    /// <summary>Warnings are worth a look and refuse nothing.</summary>
    private static IReadOnlyList<DocumentProblem> Of(IReadOnlyList<RuleViolation> violations) =>
    [
        .. violations.Where(violation => violation.Severity == RuleSeverity.Error)
            .Select(violation => new DocumentProblem(violation.Pointer, violation.RuleId, $"{violation.Message} Found {violation.Found}, expected {violation.Expected}.")),
    ];

    public static IReadOnlyList<DocumentProblem> Of(IReadOnlyList<SchemaProblem> problems) =>
        [.. problems.Select(problem => new DocumentProblem(problem.Pointer, problem.Keyword, $"found {FoundText.Of(problem)}, allowed {problem.Allowed}"))];
}
