namespace Crossdock;

/// <summary>A document at a remote.</summary>
/// <param name="Id">The remote's id.</param>
/// <param name="DisplayNumber">The number people know it by.</param>
/// <param name="Version">The remote's version or etag after the effect.</param>
/// <param name="Url">Where a person finds it.</param>
public sealed record RemoteReference(string Id, string? DisplayNumber = null, string? Version = null, Uri? Url = null);
