namespace Crossdock;

/// <summary>How an effect ended at the remote.</summary>
public enum EffectOutcome
{
    /// <summary>This call made it happen.</summary>
    Applied,

    /// <summary>It had already happened under the same key.</summary>
    AlreadyApplied,

    /// <summary>The remote refused it for a business reason and did nothing.</summary>
    Rejected,
}
