namespace Crossdock.Cli;

/// <summary>Exit codes of the command line.</summary>
public static class ExitCode
{
    /// <summary>Done, or it was done before.</summary>
    public const int Done = 0;

    /// <summary>Refused: there is no such thing, or its state does not allow it, or somebody else has to approve.</summary>
    public const int Refused = 1;

    /// <summary>Wrong arguments, or the store cannot be opened or read.</summary>
    public const int CannotWork = 2;

    /// <summary>An audit chain is broken.</summary>
    public const int Broken = 3;

    /// <summary>Stopped before it was through; the same command goes on.</summary>
    public const int Stopped = 130;
}
