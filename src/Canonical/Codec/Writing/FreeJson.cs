using System.Buffers;
using System.Text;

namespace Crossdock.Canonical.Codec;

/// <summary>JSON the schema does not describe.</summary>
internal static class FreeJson
{
    /// <summary>Writes a checked value without whitespace, members ordered, strings with the least escapes. Numbers stay as they are: rounding them to doubles would lose digits.</summary>
    public static void WriteCanonical(ref CanonicalWriter writer, ReadOnlySpan<byte> json)
    {
        var reader = new CanonicalReader(json, failFast: true);
        reader.CopyCanonical(ref writer);
        reader.End();
    }
}
