namespace Crossdock;

/// <summary>Says by which write of ours a document may come back as a change: the echo of that write.</summary>
/// <remarks>
/// A planned step is an echo when the document's source holds what the step's target told it before: then the target knows, and writing it back could
/// undo what the target changed meanwhile.
/// </remarks>
/// <param name="Operation">The operation that writes such documents to the source.</param>
/// <param name="Fingerprint">Revision fingerprint that this document would have as content of that write.</param>
public sealed record EchoOf(string Operation, string Fingerprint);
