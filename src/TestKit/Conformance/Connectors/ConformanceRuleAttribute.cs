using System.Runtime.CompilerServices;
using Xunit;

namespace Crossdock.TestKit.Conformance;

/// <summary>A conformance test: the rule it checks, in the words its failure and its page use.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceRuleAttribute : FactAttribute
{
    /// <summary>Names the rule.</summary>
    /// <param name="id">Stable id, e.g. <c>CDT-EFF-003</c>; never given to another rule.</param>
    /// <param name="title">The rule as one sentence.</param>
    /// <param name="sourceFilePath">Filled in by the compiler.</param>
    /// <param name="sourceLineNumber">Filled in by the compiler.</param>
    public ConformanceRuleAttribute(string id, string title, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Id = id;
        Title = title;
        DisplayName = $"{id} {title}";
    }

    /// <summary>The rule's id.</summary>
    public string Id { get; }

    /// <summary>The rule.</summary>
    public string Title { get; }

    /// <summary>What a connector has to do.</summary>
    public string Expected { get; set; } = "";

    /// <summary>How others solve it.</summary>
    public string Others { get; set; } = "";

    /// <summary>The page that explains the rule, relative to the repository's root.</summary>
    public string Page => $"docs/conformance/README.md#{Id.ToLowerInvariant()}";
}
