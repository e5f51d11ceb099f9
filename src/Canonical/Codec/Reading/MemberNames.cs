using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>The member names of one object the schema does not describe, to find a duplicate.</summary>
internal struct MemberNames
{
    private HashSet<string>? _names;

    /// <summary>Adds a name; false when it is there already.</summary>
    public bool Add(ReadOnlySpan<byte> name) => (_names ??= new HashSet<string>(StringComparer.Ordinal)).Add(Encoding.UTF8.GetString(name));
}
