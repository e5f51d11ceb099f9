using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Crossdock.TestKit.Fakes;

/// <summary>Stands between the wire and a fake: lets the fake answer, and spoils the answer as decided.</summary>
internal sealed class FaultGate(FaultInjector injector, CancellationToken stopping)
{
    private const string MaintenancePage = "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>";

    public async Task AnswerAsync(HttpContext context, IFakeSystem system, FakeRequest request)
    {
        var decision = injector.Decide(request, system.Classify(request));
        switch (decision.Kind)
        {
            case FaultKind.Latency:
                await WaitAsync(injector.Plan.MaxLatency * ((decision.Entropy % 1000) / 1000.0), context.RequestAborted);
                await WriteAsync(context, await HandleAsync(system, request));
                break;
            case FaultKind.Throttled:
                await WriteAsync(context, Throttle(decision));
                break;
            case FaultKind.ErrorBeforeCommit:
                await WriteAsync(context, Failure(decision, [500, 502, 503, 504]));
                break;
            case FaultKind.ErrorAfterCommit:
                await HandleAsync(system, request);
                await WriteAsync(context, Failure(decision, [500, 504]));
                break;
            case FaultKind.TimeoutAfterCommit:
                await HandleAsync(system, request);
                await WaitAsync(injector.Plan.Hold, context.RequestAborted);
                Reset(context);
                break;
            case FaultKind.ResetBeforeCommit:
                Reset(context);
                break;
            case FaultKind.ResetAfterCommit:
                await HandleAsync(system, request);
                Reset(context);
                break;
            case FaultKind.ResetMidBody:
                await WriteHalfAsync(context, await HandleAsync(system, request));
                Reset(context);
                break;
            case FaultKind.TruncatedJson:
                var whole = await HandleAsync(system, request);
                await WriteAsync(context, whole with { Body = whole.Body[..(whole.Body.Length * 2 / 3)] });
                break;
            case FaultKind.HtmlPage:
                await WriteAsync(context, new FakeResponse(200, Encoding.UTF8.GetBytes(MaintenancePage)) { ContentType = "text/html; charset=utf-8" });
                break;
            default:
                await WriteAsync(context, await HandleAsync(system, request.With(decision)));
                break;
        }
    }

    /// <summary>A write runs to its end even if the caller has gone: that is what makes outcomes unknown.</summary>
    private static ValueTask<FakeResponse> HandleAsync(IFakeSystem system, FakeRequest request) => system.HandleAsync(request, CancellationToken.None);

    private FakeResponse Throttle(FaultDecision decision)
    {
        var seconds = (long)Math.Ceiling(injector.Plan.RetryAfter.TotalSeconds);
        var retryAfter = decision.RetryAfter ?? (decision.Entropy % 3) switch
        {
            0 => seconds.ToString(CultureInfo.InvariantCulture),
            1 => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        };
        var response = FakeResponse.Problem(429, "too-many-requests", "Slow down.");
        return retryAfter is null ? response : response with { Headers = [new("Retry-After", retryAfter)] };
    }

    private static FakeResponse Failure(FaultDecision decision, ReadOnlySpan<int> statuses)
    {
        var status = decision.Status ?? statuses[(int)(decision.Entropy % (ulong)statuses.Length)];

        // Gateways answer in HTML, applications in JSON.
        return status is 502 or 504
            ? new FakeResponse(status, Encoding.UTF8.GetBytes($"<html><body><h1>{status}</h1></body></html>")) { ContentType = "text/html" }
            : FakeResponse.Problem(status, "internal-error", "Something went wrong.");
    }

    private static async Task WriteAsync(HttpContext context, FakeResponse response)
    {
        WriteHead(context, response);
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private static async Task WriteHalfAsync(HttpContext context, FakeResponse response)
    {
        WriteHead(context, response);
        await context.Response.Body.WriteAsync(response.Body.AsMemory(0, response.Body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static void WriteHead(HttpContext context, FakeResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }
    }

    /// <summary>Closes with RST instead of FIN, so that the caller sees a reset and not an orderly end.</summary>
    private static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        context.Abort();
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        try
        {
            await Task.Delay(time, TimeProvider.System, either.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up or the server stops: either way the wait is over.
        }
    }
}
