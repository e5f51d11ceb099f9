using System.Text;

namespace Crossdock.RealSystems;

/// <summary>
/// Loses answers: the call reaches the server, which commits, and the answer never arrives. That is a time-out after commit, without the
/// wait for it.
/// </summary>
/// <param name="methodOf">Tells from a request and its body which method is called.</param>
/// <param name="isLost">Whether the answer to a method is lost.</param>
internal sealed class LosingHandler(Func<HttpRequestMessage, string, string> methodOf, Func<string, bool> isLost) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>Loses the first answer to a method.</summary>
    public static LosingHandler Once(Func<HttpRequestMessage, string, string> methodOf, string method)
    {
        var left = 1;
        return new LosingHandler(methodOf, called => called == method && Interlocked.Decrement(ref left) == 0);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A connector's content is sent once; what lies between has to read it and send its own.
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        var answer = await base.SendAsync(copy, cancellationToken);
        if (!isLost(methodOf(request, body)))
        {
            return answer;
        }

        answer.Dispose();
        throw new IOException("The answer was lost.");
    }
}
