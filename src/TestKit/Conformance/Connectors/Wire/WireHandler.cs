using System.Net;
using System.Net.Http;
using System.Text;

namespace Crossdock.TestKit.Conformance;

/// <summary>One client's end of a <see cref="RemoteWire"/>.</summary>
internal sealed class WireHandler(RemoteWire wire, HttpMessageHandler? remote) : DelegatingHandler
{
    private readonly HttpMessageInvoker? _remote = remote is null ? null : new HttpMessageInvoker(remote, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var fault = wire.Note(request, body);
        if (fault is null)
        {
            return await PassAsync(request, cancellationToken);
        }

        switch (fault.Kind)
        {
            case WireFaultKind.NoConnection:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The wire has no connection.");
            case WireFaultKind.RequestLost:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke.");
            case WireFaultKind.Refused:
                var refusal = Answer(request, fault.Status, "{\"message\":\"refused\"}", "application/json");
                if (fault.RetryAfter is not null)
                {
                    refusal.Headers.TryAddWithoutValidation("Retry-After", fault.RetryAfter);
                }

                return refusal;
        }

        using var answer = await PassAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return fault.Kind switch
        {
            WireFaultKind.AnswerLost => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost."),
            WireFaultKind.TimedOut => throw new TaskCanceledException("The time-out passed.", new TimeoutException()),
            WireFaultKind.ErrorAfterwards => Answer(request, fault.Status, "<html><body>Gateway failure</body></html>", "text/html"),
            WireFaultKind.HtmlPage => Answer(request, 200, "<html><body>Maintenance</body></html>", "text/html"),
            _ => Answer(request, 200, text[..(text.Length / 2)], "application/json"),
        };
    }

    protected override void Dispose(bool disposing)
    {
        _remote?.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _remote is null ? base.SendAsync(request, cancellationToken) : _remote.SendAsync(request, cancellationToken);

    private static HttpResponseMessage Answer(HttpRequestMessage request, int status, string body, string type) =>
        new((HttpStatusCode)status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, type) };
}
