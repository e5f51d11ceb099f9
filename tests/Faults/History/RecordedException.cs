using Crossdock.Storage;

namespace Crossdock.Faults.History;

/// <summary>An item that waits for a person, as that person sees it.</summary>
internal sealed record RecordedException(
    IdempotencyKey Key,
    string SequenceKey,
    WorkState State,
    ConnectorError? Error,
    IReadOnlyList<DocumentProblem> Problems);
