using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.OrderToCash;

/// <summary>The JSON form of the report.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class RunReportJson : JsonSerializerContext
{
    /// <summary>Writes the report; an existing file is replaced as a whole, so that a reader never sees half of it.</summary>
    public static async Task WriteAsync(RunReport report, string path, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        await File.WriteAllBytesAsync(unfinished, JsonSerializer.SerializeToUtf8Bytes(report, Default.RunReport), cancellationToken);
        File.Move(unfinished, path, overwrite: true);
    }
}
