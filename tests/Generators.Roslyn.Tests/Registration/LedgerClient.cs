namespace Crossdock.Generators.Roslyn.Tests.Registration;

/// <summary>Stands for what a connector registers for each of its connections, such as an HTTP client.</summary>
public sealed class LedgerClient;
