namespace Crossdock.Faults.History;

/// <summary>A promise that was broken.</summary>
/// <param name="Invariant">The invariant, <c>I1</c> to <c>I10</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Story">What happened, in words.</param>
internal sealed record Violation(string Invariant, string Subject, string Story)
{
    public override string ToString() => $"{Invariant} {Subject}: {Story}";
}
