using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Storage.PostgreSql.Arguments;

/// <summary>Errors and problems as stored: small, rare, and read whole.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConnectorError))]
[JsonSerializable(typeof(IReadOnlyList<DocumentProblem>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string? Write(ConnectorError? error) =>
        error is null ? null : JsonSerializer.Serialize(error, Default.ConnectorError);

    public static ConnectorError? ReadError(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.ConnectorError);

    public static string? Write(IReadOnlyList<DocumentProblem> problems) =>
        problems.Count == 0 ? null : JsonSerializer.Serialize(problems, Default.IReadOnlyListDocumentProblem);

    public static IReadOnlyList<DocumentProblem> ReadProblems(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListDocumentProblem) ?? [];
}
