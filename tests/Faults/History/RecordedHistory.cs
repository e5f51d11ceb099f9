namespace Crossdock.Faults.History;

/// <summary>Everything that an observer outside saw: inputs, calls, the remotes' ledgers, what was reported to people.</summary>
internal sealed class RecordedHistory
{
    public required IReadOnlyList<EffectRule> Rules { get; init; }

    public required IReadOnlyList<Expectation> Expectations { get; init; }

    public required CrossdockOptions Options { get; init; }

    public List<RecordedInput> Inputs { get; } = [];

    public List<RecordedCall> Calls { get; } = [];

    public List<LedgerEntry> Ledger { get; } = [];

    public List<PersonAction> Actions { get; } = [];

    /// <summary>What waits for a person at the end.</summary>
    public List<RecordedException> Exceptions { get; } = [];

    /// <summary>What the effect ledger says at the end.</summary>
    public List<EffectRecord> Effects { get; } = [];

    /// <summary>The audit chain at the end, as it is read.</summary>
    public List<AuditEntry> Audit { get; } = [];

    /// <summary>Last links that were noted outside of the store while it ran.</summary>
    public List<AuditEntry> AuditHeads { get; } = [];

    /// <summary>Failures that nobody may ever see, e.g. an exception out of the executor.</summary>
    public List<string> Escaped { get; } = [];

    /// <summary>Set when the systems did not come to rest in the time and steps they have.</summary>
    public string? Restless { get; set; }
}
