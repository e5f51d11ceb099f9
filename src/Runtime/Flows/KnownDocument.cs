using Crossdock.Canonical;

namespace Crossdock;

/// <summary>An accepted document as a mapping sees it.</summary>
/// <typeparam name="T">The document type.</typeparam>
/// <param name="Envelope">Where it came from, and when.</param>
/// <param name="Document">The document.</param>
public sealed record KnownDocument<T>(Envelope Envelope, T Document)
    where T : class, ICanonicalDocument<T>;
