using System.Collections.Frozen;
using System.Globalization;

namespace Crossdock.Canonical.CodeLists;

/// <summary>
/// A published list of codes. The lists are open: a code that is missing here may still be right, because lists grow
/// and partners agree on more; treat it as a warning, never as a reason to drop data.
/// </summary>
public sealed class CodeList
{
    private readonly FrozenDictionary<string, string> _entries;

    private CodeList(string name, string source, FrozenDictionary<string, string> entries)
    {
        Name = name;
        Source = source;
        _entries = entries;
    }

    /// <summary>Short name, e.g. <c>UNCL 5189</c>.</summary>
    public string Name { get; }

    /// <summary>Who publishes the list.</summary>
    public string Source { get; }

    /// <summary>Every code of the list, unordered.</summary>
    public IReadOnlyCollection<string> Codes => _entries.Keys;

    /// <summary>True when the list has the code, which is case-sensitive.</summary>
    public bool Contains(string code) => _entries.ContainsKey(code);

    /// <summary>What the code means in a few English words; null when the list has no such code or carries no words for it.</summary>
    public string? Describe(string code) => _entries.TryGetValue(code, out var text) && text.Length > 0 ? text : null;

    /// <summary>Reads a table with one code per line, each followed by a space and its description.</summary>
    internal static CodeList FromLines(string name, string source, string table) =>
        new(name, source, table
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "", StringComparer.Ordinal));

    /// <summary>Reads codes separated by white space; <c>1-68</c> stands for every number in between.</summary>
    internal static CodeList FromCodes(string name, string source, string codes) =>
        new(name, source, codes
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(Expand)
            .ToFrozenDictionary(code => code, _ => "", StringComparer.Ordinal));

    private static IEnumerable<string> Expand(string token)
    {
        var dash = token.IndexOf('-');
        if (dash < 0 || !int.TryParse(token.AsSpan(0, dash), out var first) || !int.TryParse(token.AsSpan(dash + 1), out var last))
            return [token];
        var digits = token[0] == '0' ? dash : 1;
        return Enumerable.Range(first, last - first + 1).Select(number => number.ToString("D" + digits, CultureInfo.InvariantCulture));
    }
}
