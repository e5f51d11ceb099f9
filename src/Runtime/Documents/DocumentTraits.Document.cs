using Crossdock.Canonical;
using Crossdock.Canonical.Rules;

namespace Crossdock.Runtime;

/// <summary>What is built in about a document type: its keys, its version and what of it matters.</summary>
internal abstract class DocumentTraits<T>
    where T : class, ICanonicalDocument<T>
{
    /// <summary>First part of the sequence key: documents of one scope and key keep their order among each other.</summary>
    public abstract string SequenceScope { get; }

    /// <summary>The member of the raw JSON that holds the key, so that a refused text can still be told apart.</summary>
    public virtual string? KeyMember => "number";

    /// <summary>The natural key.</summary>
    public abstract string KeyOf(T document);

    /// <summary>The key within the scope; null when the document does not name it, and then stands alone.</summary>
    public abstract string? SequenceOf(T document);

    /// <summary>The whole sequence key of a document.</summary>
    public string SequenceKeyOf(T document) => SequenceOf(document) is { } key ? $"{SequenceScope}/{key}" : SequenceKeyOfUnread(KeyOf(document));

    /// <summary>The whole sequence key of a document of which only the key is known.</summary>
    public virtual string SequenceKeyOfUnread(string documentKey) => $"{T.Codec.Name}/{documentKey}";

    /// <summary>When it happened, if the document says so.</summary>
    public virtual DateTimeOffset? OccurredAt(T document) => null;

    /// <summary>What decides which of two absolute states is newer.</summary>
    public virtual long? VersionOf(T document) => null;

    /// <summary>The document without what causes no effect: a change of the rest is no new revision.</summary>
    public virtual T Significant(T document) => document;

    /// <summary>Rules beyond the schema that the document breaks.</summary>
    public abstract IReadOnlyList<RuleViolation> Check(T document);

    /// <summary>Takes apart a document that is about several independent keys.</summary>
    public virtual IReadOnlyList<T> Split(T document) => [document];
}
