using System.Globalization;
using System.Text;

namespace Crossdock.Canonical;

/// <summary>
/// How texts that identify something are spelled: numbers of documents, item numbers, location codes, sequence keys. Two keys are equal when all their
/// characters are, case included; so that no two spellings of one key can be taken for two, a key that could be spelled another way is none.
/// </summary>
/// <remarks>
/// A key has no white space at its ends and inside it none but plain spaces; no control, format or unpaired surrogate character; and it is in Unicode
/// normalization form C. Where a mark that composes is met, the text is called not composed even in the few scripts that have no composed form for it.
/// Not for names or descriptions. It does not depend on the culture or on whether the host runs without globalization data.
/// </remarks>
public static class KeyText
{
    /// <summary>Says what is wrong with the spelling of a key, in words that follow its name, e.g. <c>ends with white space</c>.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Null when nothing is wrong. The text does not quote the key.</returns>
    public static string? FindFault(ReadOnlySpan<char> key)
    {
        // Nearly every key is plain ASCII without spaces.
        return key.IndexOfAnyExceptInRange('!', '~') < 0 ? (key.IsEmpty ? "is empty" : null) : FindFaultSlowly(key);
    }

    private static string? FindFaultSlowly(ReadOnlySpan<char> key)
    {
        if (char.IsWhiteSpace(key[0]))
        {
            return "starts with white space";
        }

        if (char.IsWhiteSpace(key[^1]))
        {
            return "ends with white space";
        }

        while (!key.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(key, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return "holds half of a surrogate pair";
            }

            if (FaultOf(rune) is { } fault)
            {
                return fault;
            }

            key = key[length..];
        }

        return null;
    }

    private static string? FaultOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => "holds a control character",
        UnicodeCategory.Format => "holds an invisible character",
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "holds a line break",
        UnicodeCategory.SpaceSeparator when rune.Value != ' ' => "holds a space that is no plain space",
        _ => rune.Value >= 0x300 && ComposingCharacters.Contains(rune.Value) ? "is not in Unicode normalization form C" : null,
    };
}
