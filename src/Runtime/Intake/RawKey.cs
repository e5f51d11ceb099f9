using System.Text.Json;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Finds the key in a text that broke its schema, so that the refusal blocks that key and a corrected version unblocks it.</summary>
internal static class RawKey
{
    private const int MaxLength = 128;

    public static string? Find<T>(ReadOnlySpan<byte> utf8Json)
        where T : class, ICanonicalDocument<T> =>
        DocumentTraits.Find<T>()?.KeyMember is { } member ? Find(utf8Json, member) : null;

    private static string? Find(ReadOnlySpan<byte> utf8Json, string member)
    {
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(member))
                {
                    reader.Read();
                    return reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 and <= MaxLength } key ? key : null;
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Malformed before the key: the input stands under the hash of its text.
        }

        return null;
    }
}
