namespace Crossdock.Runtime;

/// <summary>Open while two windows are.</summary>
internal sealed class BothWindows(PostingWindow first, PostingWindow second) : PostingWindow
{
    internal override IEnumerable<string> FindProblems(string commandDocumentType) =>
        first.FindProblems(commandDocumentType).Concat(second.FindProblems(commandDocumentType));

    internal override WindowState At(DateTimeOffset now, ReadOnlyMemory<byte> command)
    {
        var (one, other) = (first.At(now, command), second.At(now, command));
        if (one.Refusal is not null || other.Refusal is not null)
        {
            return one.Refusal is not null ? one : other;
        }

        if (one.IsOpen && other.IsOpen)
        {
            return WindowState.Open(one.Until is null || other.Until < one.Until ? other.Until : one.Until);
        }

        // With both closed, nothing can change before the later one opens; it is asked again then.
        return one.IsOpen ? other : other.IsOpen ? one : one.Until > other.Until ? one : other;
    }
}
