using System.Text.Json;

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
}
