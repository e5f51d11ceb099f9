using System.Diagnostics.CodeAnalysis;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>What the runtime asks of keys, whoever made them: the schema bounds those of built-in documents, a host's own function may return anything.</summary>
internal static class DocumentKeys
{
    /// <summary>Longest key in UTF-16 units; an item at a location is the longest that is built in.</summary>
    public const int MaxLength = 512;

    /// <exception cref="ConnectorException">Two spellings of it could be taken for two keys, or it is too long.</exception>
    public static void Check(string key, string name)
    {
        var fault = key.Length > MaxLength ? $"is longer than {MaxLength} characters" : KeyText.FindFault(key);
        if (fault is not null)
        {
            throw new ConnectorException(ErrorKind.Validation, $"The {name} {fault}. Clean it where it is made, always alike.");
        }
    }

    /// <summary>True when a refused input can stand under the key as its source spells it, so that people find it.</summary>
    public static bool CanBeStored([NotNullWhen(true)] string? key) => key is { Length: > 0 and <= MaxLength } && !HoldsHalfOfAPair(key);

    private static bool HoldsHalfOfAPair(string key)
    {
        var rest = key.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at + 1 >= rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                return true;
            }

            rest = rest[(at + 2)..];
        }

        return false;
    }
}
