namespace Crossdock.OrderToCash;

/// <summary>What the process returns. The README lists the same codes.</summary>
internal static class ExitCode
{
    /// <summary>The remote ledgers balance with the inputs.</summary>
    public const int Balanced = 0;

    /// <summary>Something is lost, doubled, of another amount, or stuck.</summary>
    public const int NotBalanced = 1;

    /// <summary>Nothing was run: wrong options, a store that is refused, a remote that does not answer.</summary>
    public const int CannotRun = 2;

    /// <summary>Balanced, but parked or dead-lettered work waits for a person.</summary>
    public const int NeedsPerson = 3;

    /// <summary>Stopped by Ctrl-C or SIGTERM; what is unfinished continues with <c>--resume</c>.</summary>
    public const int Interrupted = 130;
}
