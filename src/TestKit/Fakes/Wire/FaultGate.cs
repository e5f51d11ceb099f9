using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Crossdock.TestKit.Fakes;

/// <summary>Stands between the wire and a fake: lets the fake answer, and spoils the answer as decided.</summary>
internal sealed class FaultGate(FaultInjector injector, CancellationToken stopping)
{
    private static readonly FakeResponse s_maintenance = new(200, Encoding.UTF8.GetBytes(
        "<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>We will be back soon</h1></body></html>"))
    {
        ContentType = "text/html; charset=utf-8",
    };

    public async Task AnswerAsync(HttpContext context, IFakeSystem system, FakeRequest request)
    {
        var decision = injector.Decide(request, system.Classify(request));
        switch (decision.Kind)
        {
            case FaultKind.Latency:
                await WaitAsync(injector.Plan.MaxLatency * ((decision.Entropy % 1000) / 1000.0), context.RequestAborted);
                await (await HandleAsync(system, request)).WriteAsync(context);
                break;
            case FaultKind.Throttled:
                await Throttle(decision).WriteAsync(context);
                break;
            case FaultKind.ErrorBeforeCommit:
                await Failure(decision, [500, 502, 503, 504]).WriteAsync(context);
                break;
            case FaultKind.ErrorAfterCommit:
                await HandleAsync(system, request);
                await Failure(decision, [500, 504]).WriteAsync(context);
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
                var answer = await HandleAsync(system, request);
                await answer.WriteAsync(context, answer.Body.Length / 2);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                Reset(context);
                break;
            case FaultKind.TruncatedJson:
                var whole = await HandleAsync(system, request);
                await (whole with { Body = whole.Body[..(whole.Body.Length * 2 / 3)] }).WriteAsync(context);
                break;
            case FaultKind.HtmlPage:
                await s_maintenance.WriteAsync(context);
                break;
            default:
                await (await HandleAsync(system, request.With(decision))).WriteAsync(context);
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
