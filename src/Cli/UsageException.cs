namespace Crossdock.Cli;

/// <summary>The arguments or the environment do not say what is needed.</summary>
internal sealed class UsageException(string message) : Exception(message);
