namespace Crossdock.Servers;

/// <summary>
/// A system that nobody here wrote, started for tests and samples from packages, seeded, on a free port of this machine. Each has a static
/// <c>WhyNot</c> that says why it cannot be started here (null when it can) and a static <c>StartAsync</c>. Dispose it: it is stopped by its
/// process id and its folder is removed.
/// </summary>
public interface IRealSystem : IAsyncDisposable
{
    /// <summary>What it is, e.g. <c>Tryton 6.0 on SQLite</c>; names it in reports.</summary>
    string Name { get; }

    /// <summary>Where it answers, on 127.0.0.1. A reset may change it.</summary>
    Uri Address { get; }

    /// <summary>Its last words, for failures.</summary>
    string Log { get; }

    /// <summary>Takes it back to what it held when it was seeded; a few seconds.</summary>
    Task ResetAsync();
}
