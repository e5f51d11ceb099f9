namespace Crossdock.TestKit.Fakes;

/// <summary>What the fault plan needs to know of a request.</summary>
/// <param name="Target">A single endpoint class.</param>
/// <param name="IsFeed">True when the answer is a page of events, which can be duplicated or reordered.</param>
internal readonly record struct RequestClass(FaultTarget Target, bool IsFeed);
