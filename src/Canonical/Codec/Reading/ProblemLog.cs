namespace Crossdock.Canonical.Codec;

/// <summary>The problems of one document.</summary>
internal sealed class ProblemLog
{
    /// <summary>After so many problems the reading stops; one more entry says so.</summary>
    public const int Limit = 100;

    private readonly List<(int Offset, SchemaProblem Problem)> _entries = [];

    /// <summary>True when as many problems were noted as are listed.</summary>
    public bool IsFull => _entries.Count == Limit;

    /// <summary>True when there were more problems than are listed.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Adds a problem.</summary>
    /// <param name="offset">Where it stands in the text.</param>
    /// <param name="problem">The problem.</param>
    public void Add(int offset, SchemaProblem problem) => _entries.Add((offset, problem));

    /// <summary>The problems in document order; what is missing from an object stands where the object starts.</summary>
    public IReadOnlyList<SchemaProblem> InOrder()
    {
        List<SchemaProblem> problems = [.. _entries.OrderBy(entry => entry.Offset).Select(entry => entry.Problem)];
        if (IsTruncated)
        {
            problems.Add(new SchemaProblem("", "truncated", $"more than {Limit} problems", $"at most {Limit} problems are listed"));
        }

        return problems;
    }
}
