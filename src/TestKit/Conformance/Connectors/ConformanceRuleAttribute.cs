using System.Runtime.CompilerServices;
using Xunit;

namespace Crossdock.TestKit.Conformance;

/// <summary>A conformance test: the rule it checks, in the words its failure and its page use.</summary>
/// <param name="id">Stable id, e.g. <c>CDT-EFF-003</c>; never given to another rule.</param>
/// <param name="title">The rule as one sentence.</param>
/// <param name="sourceFilePath">Filled in by the compiler.</param>
/// <param name="sourceLineNumber">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceRuleAttribute(
    string id,
    string title,
    [CallerFilePath] string? sourceFilePath = null,
    [CallerLineNumber] int sourceLineNumber = -1) : FactAttribute(sourceFilePath, sourceLineNumber)
{
    /// <summary>The rule's id.</summary>
    public string Id { get; } = id;

    /// <summary>The rule.</summary>
    public string Title { get; } = title;

    /// <summary>What a connector has to do.</summary>
    public required string Expected { get; init; }

    /// <summary>How others solve it.</summary>
    public required string Others { get; init; }

    /// <summary>The page that explains the rule, relative to the repository's root.</summary>
    public string Page => $"docs/conformance/README.md#{Id.ToLowerInvariant()}";
}
