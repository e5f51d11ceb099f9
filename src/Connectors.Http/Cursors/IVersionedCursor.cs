namespace Crossdock.Connectors.Http;

/// <summary>A cursor that says which version of its connector wrote it.</summary>
public interface IVersionedCursor
{
    /// <summary>The version of the cursor's shape, counted by the connector.</summary>
    int Version { get; }
}
