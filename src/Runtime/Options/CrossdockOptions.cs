namespace Crossdock;

/// <summary>Options of the runtime; configuration path <c>Crossdock</c>. Checked when the host starts.</summary>
public sealed class CrossdockOptions
{
    /// <summary>The tenant all documents of this host belong to; part of every key, so never rename it. 1 to 64 characters.</summary>
    public string Tenant { get; set; } = "default";

    /// <summary>Most effects under way at once at a connection whose connector declares no limit. 1 to 1024.</summary>
    public int WorkersPerConnection { get; set; } = 8;

    /// <summary>Most work rows claimed in one go. 1 to 1000.</summary>
    public int ClaimBatch { get; set; } = 64;

    /// <summary>How long a claim holds. Longer than <see cref="RemoteTimeout"/>, so that nobody else sends while we still do.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After how long an unanswered call to a remote is given up; the outcome of a write is then unknown.</summary>
    public TimeSpan RemoteTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a remote may still be working on a request that we lost (time-out, reset, crash). An effect in doubt is probed no
    /// earlier than this plus the connector's settle time after it was lost.
    /// </summary>
    public TimeSpan InDoubtGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long a remote is done with a request, whether somebody still waits for it or not.</summary>
    internal TimeSpan RemoteDoneAfter => RemoteTimeout + InDoubtGrace;

    /// <summary>The same, counted from the stamp of a send. It is stored before the request leaves, which may be as late as the lease allows.</summary>
    internal TimeSpan SendDoneAfter => Lease + InDoubtGrace;

    /// <summary>Pause between reads of a source that had nothing more.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most changes read in one page. 1 to 1000.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>
    /// Largest document taken in, in bytes of its JSON; a larger one is refused with the beginning of its text. 1 KiB to 256 MiB. Default 8 MiB, which an
    /// order of 10,000 lines stays well below.
    /// </summary>
    public int MaxDocumentBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How long work waits for the facts it needs before it parks for a person.</summary>
    public TimeSpan PrerequisiteTimeout { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often the store is asked for work that another process accepted, or left when it died.</summary>
    public TimeSpan IdleInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long calls under way may finish when the host stops; they are cancelled then and probed at the next start.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long inputs that nothing needs any more, and the raw text of all others, are kept; null keeps them for ever. Longer than
    /// <see cref="ReplayHorizon"/>. Effects, their commands, exceptions and the newest version of each document never expire.
    /// </summary>
    public TimeSpan? InputRetention { get; set; }

    /// <summary>How far back a source may ever tell or a person may ever replay an input again, e.g. after an outage or a restored backup.</summary>
    public TimeSpan ReplayHorizon { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Set it when a backup was put in the place of the store, to the time that backup was taken. Effects that were sent after it are unknown to the store then, so each is
    /// asked for at the remote before it is sent for the first time; where nobody can be asked, money and goods wait for a person. Take it out when
    /// <see cref="ReplayHorizon"/> has passed since the restore. Null, the default, asks only about effects in doubt. A new store whose sources tell what was booked before it
    /// is the same case: set it to when that history began.
    /// </summary>
    public DateTimeOffset? RestoredBackupOf { get; set; }

    /// <summary>How long KPI samples are kept; null keeps them for ever.</summary>
    public TimeSpan? KpiRetention { get; set; }

    /// <summary>How failed calls are repeated.</summary>
    public RetryOptions Retry { get; } = new();

    /// <summary>How replay plans are approved and executed.</summary>
    public ReplayOptions Replay { get; } = new();

    /// <summary>When the heads of audit chains are anchored.</summary>
    public AuditOptions Audit { get; } = new();

    /// <summary>When a connection is left alone after failures in a row.</summary>
    public CircuitOptions Circuit { get; } = new();

    /// <summary>What single connections may be asked to do, by connection name.</summary>
    public IDictionary<string, FlowControlOptions> Connections { get; } = new Dictionary<string, FlowControlOptions>(StringComparer.Ordinal);

    /// <summary>The quota of a connection: as declared, unless the host says otherwise; null when there is none.</summary>
    internal QuotaManifest? QuotaOf(ConnectionDescriptor connection)
    {
        var declared = connection.Manifest.Quota;
        var own = Connections.TryGetValue(connection.Name, out var found) ? found.Quota : null;
        return (own?.Capacity ?? declared?.Capacity) is { } capacity && (own?.Refill ?? declared?.Refill) is { } refill
            ? new QuotaManifest(capacity, refill, own?.Per ?? declared?.Per ?? TimeSpan.FromSeconds(1))
            : null;
    }
}
