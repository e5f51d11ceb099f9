namespace Crossdock.OrderToCash;

/// <summary>A system that can be half of a pair.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="WhyNot">Why it cannot be started on this machine, and what to install; null when it can, as far as one can tell beforehand.</param>
/// <param name="StartAsync">Starts it, seeded.</param>
internal sealed record PairSystem<T>(string Name, Func<string?> WhyNot, Func<TimeProvider, Task<T>> StartAsync);
