namespace Crossdock.Storage;

/// <summary>Exceptions of one state that fail for the same reason.</summary>
/// <param name="Fingerprint">Names the group in an <see cref="ExceptionFilter"/>; groups of several states may share it.</param>
/// <param name="State">Rejected, Parked or DeadLettered.</param>
/// <param name="Connection">The connection written to; for refused input the one it came from.</param>
/// <param name="Operation">The operation; <c>intake</c> for refused input.</param>
/// <param name="Kind">The error's kind; null when none is known.</param>
/// <param name="RemoteCode">The remote's code; for refused input the keyword or rule id of the first problem.</param>
/// <param name="Pointer">The field, array indexes folded to <c>*</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Oldest">When the oldest of them became an exception.</param>
/// <param name="Newest">When the newest of them did.</param>
/// <param name="SampleId">The oldest item's work id.</param>
public sealed record ExceptionGroup(
    string Fingerprint,
    WorkState State,
    string Connection,
    string Operation,
    ErrorKind? Kind,
    string? RemoteCode,
    string? Pointer,
    long Count,
    DateTimeOffset Oldest,
    DateTimeOffset Newest,
    long SampleId);
