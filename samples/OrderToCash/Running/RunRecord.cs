using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.OrderToCash;

/// <summary>What a run was started with. It stands beside the store and is written before it, so that a killed run can be resumed from any moment.</summary>
internal sealed partial record RunRecord(int Orders, double Faults, long Seed, Uri? Remote)
{
    /// <summary>The real systems of the run, which end with it: there is nothing to resume. Null with the fakes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PairNames? Pair { get; init; }

    /// <summary>Where the record of a store is.</summary>
    public static string PathFor(string store) => store + ".run.json";

    /// <summary>Reads the record of a store; null when there is none.</summary>
    /// <exception cref="CannotRunException">It cannot be read.</exception>
    public static RunRecord? Read(string store)
    {
        var path = PathFor(store);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), Json.Default.RunRecord) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--resume: {path} cannot be read ({exception.Message}). Delete it and give the options of the run again.", exception);
        }
    }

    /// <summary>Writes the record, as a whole or not at all.</summary>
    public void Write(string store)
    {
        var path = PathFor(store);
        try
        {
            File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(this, Json.Default.RunRecord));
            File.Move(path + ".part", path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"--store: {path} cannot be written ({exception.Message}). Free space or permission, or name another file.", exception);
        }
    }

    /// <summary>Removes the record of a run that did not start.</summary>
    public static void Delete(string store) => File.Delete(PathFor(store));

    [JsonSerializable(typeof(RunRecord))]
    private sealed partial class Json : JsonSerializerContext;
}
