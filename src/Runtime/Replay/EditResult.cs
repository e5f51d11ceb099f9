namespace Crossdock;

/// <summary>What became of an edited document.</summary>
/// <param name="Outcome">What the store did; null when the document was refused before.</param>
/// <param name="Problems">Why it was refused; empty when it was not.</param>
public sealed record EditResult(EditOutcome? Outcome, IReadOnlyList<DocumentProblem> Problems)
{
    /// <summary>True when the copy is in the place of the original.</summary>
    public bool IsDone => Outcome == EditOutcome.Done;
}
