namespace Crossdock.Canonical;

/// <summary>One violation of a schema keyword, located by JSON Pointer.</summary>
/// <param name="Pointer">RFC 6901 JSON Pointer of the offending value; of the missing one for <c>required</c>; empty for the document itself.</param>
/// <param name="Keyword">
/// The schema keyword that refused it, e.g. <c>required</c>, <c>type</c>, <c>pattern</c>; or what no schema says: <c>json</c> for
/// malformed text, <c>duplicate</c> for a second property of one name, <c>depth</c> for nesting beyond 32 levels, and
/// <c>truncated</c> at the end of a list that was cut at 100 problems.
/// </param>
/// <param name="Found">What was found, shortened; never longer than 64 characters.</param>
/// <param name="Allowed">What the schema allows at this place.</param>
public sealed record SchemaProblem(string Pointer, string Keyword, string Found, string Allowed)
{
    /// <summary>A one-line text that names the field and what to do.</summary>
    public override string ToString() =>
        $"{(Pointer.Length == 0 ? "(document)" : Pointer)}: {Keyword}: found {Found}, allowed {Allowed}";
}
