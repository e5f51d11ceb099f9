namespace Crossdock.Wire;

/// <summary>The characters that take an interchange apart, as it declares them itself; all are ASCII.</summary>
/// <param name="Segment">Ends a segment.</param>
/// <param name="Element">Separates elements.</param>
/// <param name="Component">Separates the parts of a composite element.</param>
/// <param name="Repetition">Separates repetitions of an element; null when there are none.</param>
/// <param name="Release">Makes the next character plain text; null in X12.</param>
public readonly record struct EdiDelimiters(char Segment, char Element, char Component, char? Repetition, char? Release);
