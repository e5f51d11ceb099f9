namespace Crossdock.Canonical.Codec;

internal static class JsonPointer
{
    /// <summary>Escapes one reference token as RFC 6901 says.</summary>
    public static string Escape(string token) =>
        token.AsSpan().IndexOfAny('~', '/') < 0 ? token : token.Replace("~", "~0").Replace("/", "~1");
}
