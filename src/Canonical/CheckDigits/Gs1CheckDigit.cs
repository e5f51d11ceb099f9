namespace Crossdock.Canonical.CheckDigits;

/// <summary>The GS1 modulo 10 check digit of GTIN, SSCC and GLN: weights 3 and 1 from the right.</summary>
public static class Gs1CheckDigit
{
    /// <summary>Computes the check digit for the digits in front of it.</summary>
    /// <param name="digits">The number without its check digit, ASCII digits only.</param>
    /// <exception cref="ArgumentException">The text is empty or holds something else than digits.</exception>
    public static char Compute(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty)
            throw new ArgumentException("A check digit needs at least one digit in front of it.", nameof(digits));
        var sum = 0;
        var weight = 3;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(digits[i]))
                throw new ArgumentException($"'{digits[i]}' at position {i} is not a digit.", nameof(digits));
            sum += (digits[i] - '0') * weight;
            weight = 4 - weight;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    /// <summary>True for a GTIN-8, -12, -13 or -14 whose check digit is right.</summary>
    public static bool IsGtin(ReadOnlySpan<char> value) => value.Length is 8 or 12 or 13 or 14 && EndsInCheckDigit(value);

    /// <summary>True for an 18-digit serial shipping container code whose check digit is right.</summary>
    public static bool IsSscc(ReadOnlySpan<char> value) => value.Length == 18 && EndsInCheckDigit(value);

    /// <summary>True for a 13-digit global location number whose check digit is right.</summary>
    public static bool IsGln(ReadOnlySpan<char> value) => value.Length == 13 && EndsInCheckDigit(value);

    private static bool EndsInCheckDigit(ReadOnlySpan<char> value) =>
        !value.ContainsAnyExceptInRange('0', '9') && Compute(value[..^1]) == value[^1];
}
