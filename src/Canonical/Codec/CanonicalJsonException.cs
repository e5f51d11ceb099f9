using System.Text.Json;

namespace Crossdock.Canonical;

/// <summary>System.Text.Json was asked to read text that the schema refuses. Thrown by the converters only; <see cref="DocumentCodec{T}.Parse"/> returns problems instead.</summary>
public sealed class CanonicalJsonException : JsonException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problems">What is wrong; not empty. Pointers are relative to the value that was read.</param>
    public CanonicalJsonException(IReadOnlyList<SchemaProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Every problem found; pointers are relative to the value that was read.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; }
}
