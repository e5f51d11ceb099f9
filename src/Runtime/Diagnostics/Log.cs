using Microsoft.Extensions.Logging;

namespace Crossdock.Runtime;

/// <summary>Log messages: business keys, connections and kinds; never a document, a person or a secret.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Crossdock started: {Flows} flow(s), {Connections} connection(s), {Sources} polled source(s).")]
    public static partial void Started(ILogger logger, int flows, int connections, int sources);

    [LoggerMessage(2, LogLevel.Information, "Crossdock stopped; {Abandoned} call(s) under way were cancelled and will be probed.")]
    public static partial void Stopped(ILogger logger, int abandoned);

    [LoggerMessage(3, LogLevel.Warning, "Reading {DocumentType} from '{Connection}' failed ({Kind}, {Failure}); again in {Pause}.")]
    public static partial void PollFailed(ILogger logger, string connection, string documentType, ErrorKind kind, string failure, TimeSpan pause);

    [LoggerMessage(4, LogLevel.Warning, "The store failed while {Activity} ({Failure}); going on in {Pause}.")]
    public static partial void StoreFailed(ILogger logger, string activity, string failure, TimeSpan pause);

    [LoggerMessage(5, LogLevel.Warning, "Effect {Key}: the claim was lost to another worker; stopped handling it.")]
    public static partial void Fenced(ILogger logger, IdempotencyKey key);

    [LoggerMessage(6, LogLevel.Debug, "Effect {Key}: confirmed after {Sends} send(s).")]
    public static partial void Confirmed(ILogger logger, IdempotencyKey key, int sends);

    [LoggerMessage(7, LogLevel.Information, "Effect {Key}: attempt {Attempt} failed ({Kind} {RemoteCode}); again at {DueAt}.")]
    public static partial void WillRetry(ILogger logger, IdempotencyKey key, int attempt, ErrorKind kind, string? remoteCode, DateTimeOffset dueAt);

    [LoggerMessage(8, LogLevel.Warning, "Effect {Key}: in doubt after send {Sends} ({Kind} {RemoteCode}); to be resolved at {DueAt}.")]
    public static partial void InDoubt(ILogger logger, IdempotencyKey key, int sends, ErrorKind kind, string? remoteCode, DateTimeOffset dueAt);

    [LoggerMessage(9, LogLevel.Information, "Effect {Key}: refused by the remote's business rules ({RemoteCode}).")]
    public static partial void Rejected(ILogger logger, IdempotencyKey key, string? remoteCode);

    [LoggerMessage(10, LogLevel.Error, "Effect {Key}: dead-lettered ({Kind} {RemoteCode}). It blocks its key until it is replayed or discarded.")]
    public static partial void DeadLettered(ILogger logger, IdempotencyKey key, ErrorKind kind, string? remoteCode);

    [LoggerMessage(11, LogLevel.Error, "Effect {Key}: parked, nobody can tell whether it happened ({Kind} {RemoteCode}). A person has to look.")]
    public static partial void Parked(ILogger logger, IdempotencyKey key, ErrorKind kind, string? remoteCode);

    [LoggerMessage(12, LogLevel.Warning, "Effect {Key}: its claim was dropped ({Failure}); it is taken up again when its lease ends.")]
    public static partial void WorkDropped(ILogger logger, IdempotencyKey key, string failure);

    [LoggerMessage(13, LogLevel.Error, "Effect {Key}: handling it failed unexpectedly with {Failure} at {Stack}")]
    public static partial void WorkFailed(ILogger logger, IdempotencyKey key, string failure, string? stack);

    [LoggerMessage(14, LogLevel.Warning, "Connection '{Connection}': left alone after failures in a row ({Kind} {RemoteCode}); its circuit is open, the next trial is at {Until}.")]
    public static partial void CircuitOpened(ILogger logger, string connection, ErrorKind kind, string? remoteCode, DateTimeOffset until);

    [LoggerMessage(15, LogLevel.Information, "Connection '{Connection}': answers again; its circuit is closed.")]
    public static partial void CircuitClosed(ILogger logger, string connection);

    [LoggerMessage(16, LogLevel.Information, "Effect {Key}: {Reason}.")]
    public static partial void Held(ILogger logger, IdempotencyKey key, string reason);

    [LoggerMessage(45, LogLevel.Information, "Effect {Key}: came before what it credits was invoiced; waits for another {Name} at '{Connection}'.")]
    public static partial void WaitsAgain(ILogger logger, IdempotencyKey key, string name, string connection);

    [LoggerMessage(18, LogLevel.Warning, "Effect {Key}: parked before it was sent ({Kind} {RemoteCode}). A person has to decide.")]
    public static partial void ParkedUnsent(ILogger logger, IdempotencyKey key, ErrorKind kind, string? remoteCode);

    [LoggerMessage(17, LogLevel.Information, "Connection '{Connection}': a batch of {Size} {Operation} was refused as a whole ({RemoteCode}); halving it.")]
    public static partial void BatchHalved(ILogger logger, string connection, string operation, int size, string? remoteCode);

    [LoggerMessage(41, LogLevel.Warning, "The store is a restored backup of {TakenAt} (Crossdock:RestoredBackupOf): every effect is asked for at its remote before it is sent for the first time. Take the option out when the replay horizon has passed since the restore.")]
    public static partial void AsksFirst(ILogger logger, DateTimeOffset takenAt);

    [LoggerMessage(42, LogLevel.Critical, "The audit chain of tenant '{Tenant}' is broken at entry {Sequence} ({Fault}); nothing is anchored until somebody has looked: crossdock audit verify.")]
    public static partial void AuditBroken(ILogger logger, string tenant, long sequence, AuditFaultKind fault);

    [LoggerMessage(43, LogLevel.Information, "Verified {Chains} audit chain(s) with {Entries} entries, and anchored what was new.")]
    public static partial void Anchored(ILogger logger, int chains, long entries);

    [LoggerMessage(44, LogLevel.Error, "The audit chains were not anchored ({Failure}); trying again in {Pause}.")]
    public static partial void NotAnchored(ILogger logger, string failure, TimeSpan pause);

    [LoggerMessage(40, LogLevel.Information, "Purged {Inputs} input(s), {RawTexts} raw text(s) and {Kpis} KPI sample(s) past their retention.")]
    public static partial void Purged(ILogger logger, long inputs, long rawTexts, long kpis);
}
