namespace Crossdock.Storage.Sqlite.Tables;

/// <summary>A queue whose rows run one after the other: (sequence key, connection), or one stream where the latest wins.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Connection">The connection written to.</param>
/// <param name="Name">The lane within them.</param>
internal readonly record struct Lane(string Tenant, string Connection, string Name)
{
    public static Lane Of(Envelope envelope, PlannedWork plan) => new(
        envelope.Tenant,
        plan.Connection,
        plan.Mode == SequenceMode.LatestWins ? $"stream:{plan.Operation}:{plan.DocumentKey}" : $"key:{envelope.SequenceKey}");

    /// <summary>The lane of refused input. Nothing else stands in it: it blocks its sequence key in all lanes.</summary>
    public static Lane OfRefused(Envelope envelope) => new(envelope.Tenant, envelope.Source, $"refused:{envelope.SequenceKey}");
}
