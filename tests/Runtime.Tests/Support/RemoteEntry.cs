namespace Crossdock.Runtime.Tests.Support;

/// <summary>One document in a remote's own ledger.</summary>
internal sealed record RemoteEntry(string Operation, string Key, int Revision, byte[] Document, DateTimeOffset At);
