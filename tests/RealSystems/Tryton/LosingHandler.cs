namespace Crossdock.RealSystems.Tryton;

/// <summary>
/// Loses answers: the call reaches the server, which commits, and the answer never arrives. That is a time-out after commit, without the
/// wait for it.
/// </summary>
internal sealed class LosingHandler(Func<string, bool> isLost) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _lost;

    public int Lost => _lost;

    /// <summary>Loses the first answer to a method.</summary>
    public static LosingHandler Once(string method)
    {
        var left = 1;
        return new LosingHandler(called => called == method && Interlocked.Decrement(ref left) == 0);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        copy.Headers.Authorization = request.Headers.Authorization;
        var answer = await base.SendAsync(copy, cancellationToken);
        if (!isLost((string)body["method"]!))
        {
            return answer;
        }

        Interlocked.Increment(ref _lost);
        answer.Dispose();
        throw new IOException("The answer was lost.");
    }
}
