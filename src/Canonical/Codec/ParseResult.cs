using System.Diagnostics.CodeAnalysis;

namespace Crossdock.Canonical;

/// <summary>The outcome of parsing: a document, or every problem found.</summary>
/// <typeparam name="T">The document type.</typeparam>
public readonly struct ParseResult<T>
    where T : class
{
    private readonly IReadOnlyList<SchemaProblem>? _problems;

    private ParseResult(T? value, IReadOnlyList<SchemaProblem>? problems)
    {
        Value = value;
        _problems = problems;
    }

    /// <summary>The document; null when <see cref="IsValid"/> is false.</summary>
    public T? Value { get; }

    /// <summary>True when the text satisfies every schema keyword.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null;

    /// <summary>Every problem found, in document order; empty when valid.</summary>
    public IReadOnlyList<SchemaProblem> Problems => _problems ?? [];

    /// <summary>Makes a successful result.</summary>
    public static ParseResult<T> Valid(T value) => new(value, null);

    /// <summary>Makes a refusal. <paramref name="problems"/> must not be empty.</summary>
    public static ParseResult<T> Invalid(IReadOnlyList<SchemaProblem> problems)
    {
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        return new(null, problems);
    }
}
