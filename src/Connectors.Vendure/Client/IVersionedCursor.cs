namespace Crossdock.Connectors.Vendure;

/// <summary>A cursor that says which version of the connector wrote it.</summary>
internal interface IVersionedCursor
{
    int Version { get; }
}
