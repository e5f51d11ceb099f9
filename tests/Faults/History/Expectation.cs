namespace Crossdock.Faults.History;

/// <summary>An effect that each document of a kind has to end in.</summary>
/// <param name="Source">The connection the document comes from.</param>
/// <param name="DocumentType">Its type.</param>
/// <param name="Connection">The connection written to.</param>
/// <param name="Operation">The operation.</param>
/// <param name="ComparesMarks">True when the remote's document carries the mark of the input.</param>
internal sealed record Expectation(string Source, string DocumentType, string Connection, string Operation, bool ComparesMarks = true);
