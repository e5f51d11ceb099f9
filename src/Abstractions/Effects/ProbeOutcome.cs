namespace Crossdock;

/// <summary>The answer to "did this key already happen?".</summary>
public enum ProbeOutcome
{
    /// <summary>It happened.</summary>
    Found,

    /// <summary>It did not happen, as far as the remote's search shows once the settle time has passed.</summary>
    NotFound,

    /// <summary>The remote cannot tell. A person has to look.</summary>
    Unknown,
}
