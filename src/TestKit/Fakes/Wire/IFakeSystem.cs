namespace Crossdock.TestKit.Fakes;

/// <summary>One remote system. It knows its own protocol and nothing of faults or of Crossdock.</summary>
internal interface IFakeSystem : IDisposable
{
    RequestClass Classify(FakeRequest request);

    ValueTask<FakeResponse> HandleAsync(FakeRequest request, CancellationToken cancellationToken);
}
