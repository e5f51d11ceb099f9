namespace Crossdock;

/// <summary>Whether a fiscal period may be posted to.</summary>
public enum FiscalPeriodState
{
    /// <summary>It may.</summary>
    Open,

    /// <summary>Not any more. Documents dated in it park for a person.</summary>
    Closed,

    /// <summary>Not yet. Documents dated in it are held until it opens.</summary>
    NotYetOpen,
}
