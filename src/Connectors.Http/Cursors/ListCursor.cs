using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Connectors.Http;

/// <summary>The cursor of a <see cref="ListSource{T}"/>: a few times and ids, never a list, so it stays small however many rows there are.</summary>
internal sealed record ListCursor : IVersionedCursor
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>The walk under way; null between polls.</summary>
    public ListWalk? Walk { get; init; }

    /// <summary>Where the walk is; null at its beginning.</summary>
    public ListPosition? Position { get; init; }

    /// <summary>When the walk under way began, by the remote's clock and no later than by ours.</summary>
    public DateTimeOffset? WalkBeganAt { get; init; }

    /// <summary>Changes up to here have been read, by the remote's clock.</summary>
    public DateTimeOffset? ChangedUpTo { get; init; }

    /// <summary>When all rows were last begun to be read, by our clock.</summary>
    public DateTimeOffset? ReReadAt { get; init; }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListCursor))]
internal sealed partial class ListCursorJson : JsonSerializerContext;
