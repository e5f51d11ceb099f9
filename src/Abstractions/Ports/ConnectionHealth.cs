namespace Crossdock;

/// <summary>The result of a connection check.</summary>
/// <param name="IsHealthy">True when the connection can be used.</param>
/// <param name="Detail">What was found and, when unhealthy, what to do; holds no secret.</param>
/// <param name="ClockSkew">Remote clock minus ours, where the remote tells its time.</param>
public sealed record ConnectionHealth(bool IsHealthy, string Detail, TimeSpan? ClockSkew = null);
