namespace Crossdock.Servers;

/// <summary>A system could not be installed here, for a reason outside of this repository, e.g. no network. Tests that need it are skipped, loudly.</summary>
public sealed class NotInstalledException(string message) : Exception(message);
