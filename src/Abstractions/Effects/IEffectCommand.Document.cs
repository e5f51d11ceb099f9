using Crossdock.Canonical;

namespace Crossdock;

/// <summary>A command that carries exactly one canonical document, so that it can be stored and resent byte for byte.</summary>
/// <typeparam name="TSelf">The command itself.</typeparam>
/// <typeparam name="TDocument">The document it carries.</typeparam>
public interface IEffectCommand<TSelf, TDocument> : IEffectCommand
    where TSelf : class, IEffectCommand<TSelf, TDocument>
    where TDocument : class, ICanonicalDocument<TDocument>
{
    /// <summary>What the command does, and how strictly it is guarded.</summary>
    static abstract EffectOperation Operation { get; }

    /// <summary>The document.</summary>
    TDocument Document { get; }

    /// <summary>Makes the command from its document.</summary>
    static abstract TSelf From(TDocument document);
}
