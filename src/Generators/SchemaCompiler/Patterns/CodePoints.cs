namespace Crossdock.Generators.SchemaCompiler.Patterns;

/// <summary>Sets of Unicode code points, and their UTF-8.</summary>
internal static class CodePoints
{
    private const int Last = 0x10FFFF;

    public static IReadOnlyList<CodePointRange> Digits { get; } = [new('0', '9')];

    public static IReadOnlyList<CodePointRange> WordCharacters { get; } = [new('0', '9'), new('A', 'Z'), new('_', '_'), new('a', 'z')];

    /// <summary>Every code point that is in none of the ranges.</summary>
    public static IReadOnlyList<CodePointRange> Negate(IReadOnlyList<CodePointRange> ranges)
    {
        var result = new List<CodePointRange>();
        var next = 0;
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (range.First > next)
            {
                result.Add(new(next, range.First - 1));
            }

            next = Math.Max(next, range.Last + 1);
        }

        if (next <= Last)
        {
            result.Add(new(next, Last));
        }

        return result;
    }

    /// <summary>The UTF-8 of a range as sequences of byte ranges. Surrogates have none and are left out.</summary>
    public static IEnumerable<IReadOnlyList<ByteRange>> ToUtf8(CodePointRange range)
    {
        // Cut where the length of the encoding changes, and around the surrogates.
        foreach (var (first, last) in new[] { (0, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x10000, Last) })
        {
            var low = Math.Max(range.First, first);
            var high = Math.Min(range.Last, last);
            if (low <= high)
            {
                foreach (var sequence in Split(low, high, Length(high)))
                {
                    yield return sequence;
                }
            }
        }
    }

    private static int Length(int codePoint) => codePoint switch { < 0x80 => 1, < 0x800 => 2, < 0x10000 => 3, _ => 4 };

    /// <summary>Splits until the continuation bytes of each part run independently of the bytes before them.</summary>
    private static IEnumerable<IReadOnlyList<ByteRange>> Split(int low, int high, int length)
    {
        for (var tail = 1; tail < length; tail++)
        {
            var mask = (1 << (6 * tail)) - 1;
            if ((low & ~mask) == (high & ~mask))
            {
                continue;
            }

            if ((low & mask) != 0)
            {
                return Split(low, low | mask, length).Concat(Split((low | mask) + 1, high, length));
            }

            if ((high & mask) != mask)
            {
                return Split(low, (high & ~mask) - 1, length).Concat(Split(high & ~mask, high, length));
            }
        }

        var first = Encode(low, length);
        var last = Encode(high, length);
        return [first.Zip(last, (a, b) => new ByteRange(a, b)).ToList()];
    }

    private static byte[] Encode(int codePoint, int length)
    {
        var bytes = new byte[length];
        new System.Text.Rune(codePoint).EncodeToUtf8(bytes);
        return bytes;
    }
}
