namespace Crossdock.TestKit.Fakes;

/// <summary>A fake's data directory cannot be read; the message names file and line and says what to do.</summary>
public sealed class FakeJournalException(string message, Exception innerException) : Exception(message, innerException);
