namespace Crossdock;

/// <summary>One reason why a document was refused.</summary>
/// <param name="Pointer">JSON Pointer of the field; empty for the whole document.</param>
/// <param name="Code">The schema keyword or rule id, e.g. <c>required</c> or <c>CDR-ORD-010</c>.</param>
/// <param name="Message">What was found, what is allowed, what to do.</param>
public sealed record DocumentProblem(string Pointer, string Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Pointer.Length == 0 ? "(document)" : Pointer)}: {Code}: {Message}";
}
