using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Crossdock.TestKit.Fakes;

/// <summary>A complete answer, built before a byte is sent, so that faults can cut it anywhere.</summary>
internal sealed record FakeResponse(int Status, byte[] Body)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static FakeResponse Json<T>(int status, T value) => new(status, JsonSerializer.SerializeToUtf8Bytes(value, FakeJson.Options));

    /// <summary>The error shape of the ERP and the warehouse.</summary>
    public static FakeResponse Problem(int status, string code, string message, string? pointer = null) =>
        Json(status, new FakeProblem(code, message, pointer));

    /// <summary>Sends status and headers as for the whole body, and of the body the first <paramref name="bytes"/>.</summary>
    public async Task WriteAsync(HttpContext context, int? bytes = null)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.Body.WriteAsync(Body.AsMemory(0, bytes ?? Body.Length), context.RequestAborted);
    }
}
