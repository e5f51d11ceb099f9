using System.Text;

namespace Crossdock.RealSystems.Odoo;

/// <summary>
/// Loses answers: the call reaches the server, which commits, and the answer never arrives. That is a time-out after commit, without the
/// wait for it.
/// </summary>
internal sealed class LosingHandler(Func<string, bool> isLost) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _lost;

    public int Lost => _lost;

    /// <summary>Loses the first answer to a method, e.g. <c>sale.order/load</c>.</summary>
    public static LosingHandler Once(string method)
    {
        var left = 1;
        return new LosingHandler(called => called == method && Interlocked.Decrement(ref left) == 0);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = await CopyAsync(request, cancellationToken);
        var answer = await base.SendAsync(copy, cancellationToken);
        if (!isLost(MethodOf(request)))
        {
            return answer;
        }

        Interlocked.Increment(ref _lost);
        answer.Dispose();
        throw new IOException("The answer was lost.");
    }

    internal static string MethodOf(HttpRequestMessage request) => request.RequestUri!.AbsolutePath["/json/2/".Length..];

    /// <summary>A connector's content is sent once; what lies between has to read it and send its own.</summary>
    internal static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = new StringContent(await request.Content!.ReadAsStringAsync(cancellationToken), Encoding.UTF8, "application/json"),
        };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }
}
