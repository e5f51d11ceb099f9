namespace Crossdock.OrderToCash;

/// <summary>The network between this host and the real systems: some requests do not arrive, and some answers are lost after the system did what it was asked.</summary>
/// <param name="rate">Share of calls that go wrong, 0 to 0.9.</param>
/// <param name="seed">Seed of which ones.</param>
internal sealed class LossyNetwork(double rate, long seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(unchecked((int)seed));
    private long _requests;
    private long _answers;

    /// <summary>How many were lost, by kind.</summary>
    public IReadOnlyDictionary<string, long> Counts
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, long> { ["requestLost"] = _requests, ["answerLost"] = _answers };
            }
        }
    }

    /// <summary>A handler of one HTTP client.</summary>
    public DelegatingHandler Handler() => new Wire(this);

    // Two answers of three: only those leave a doubt.
    private (bool Request, bool Answer) Decide()
    {
        lock (_lock)
        {
            if (_random.NextDouble() >= rate)
            {
                return (false, false);
            }

            var isRequest = _random.Next(3) == 0;
            _requests += isRequest ? 1 : 0;
            _answers += isRequest ? 0 : 1;
            return (isRequest, !isRequest);
        }
    }

    private sealed class Wire(LossyNetwork network) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (loseRequest, loseAnswer) = network.Decide();
            if (loseRequest)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The request did not arrive.");
            }

            var response = await base.SendAsync(request, cancellationToken);
            if (!loseAnswer)
            {
                return response;
            }

            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost on its way.");
        }
    }
}
