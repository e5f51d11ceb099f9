using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>Texts that should all be different: the names of an object the schema does not describe, or items.</summary>
internal struct DistinctTexts
{
    private HashSet<string>? _texts;

    /// <summary>Adds a text; false when it is there already.</summary>
    public bool Add(ReadOnlySpan<byte> text) => (_texts ??= new HashSet<string>(StringComparer.Ordinal)).Add(Encoding.UTF8.GetString(text));
}
