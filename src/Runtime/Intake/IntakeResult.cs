using Crossdock.Storage;

namespace Crossdock;

/// <summary>What became of a document that was handed over.</summary>
/// <param name="Disposition">
/// The disposition. A document about several keys (stock of many items) is refused if a part was, accepted if a part made work.
/// </param>
/// <param name="WorkCreated">Number of work rows created or replaced.</param>
/// <param name="Problems">Every problem, when refused.</param>
public sealed record IntakeResult(AcceptDisposition Disposition, int WorkCreated, IReadOnlyList<DocumentProblem> Problems)
{
    /// <summary>False exactly when it is refused; the repetition of a refused document is a duplicate that is still refused.</summary>
    public bool IsTaken => Disposition != AcceptDisposition.Refused && Problems.Count == 0;
}
