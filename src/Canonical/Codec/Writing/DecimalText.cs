using System.Buffers;
using System.Globalization;

namespace Crossdock.Canonical.Codec;

/// <summary>Decimals as text.</summary>
internal static class DecimalText
{
    /// <summary>Writes digits, point and sign; never an exponent.</summary>
    /// <param name="value">The number; a negative zero loses its sign.</param>
    /// <param name="shortest">True to leave trailing zeros after the point out: 1.10 as 1.1 and 2.00 as 2.</param>
    /// <param name="output">At least 32 bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Format(decimal value, bool shortest, Span<byte> output)
    {
        if (value == 0 && decimal.IsNegative(value))
        {
            value = -value;
        }

        value.TryFormat(output, out var written, default, CultureInfo.InvariantCulture);
        if (shortest && output[..written].Contains((byte)'.'))
        {
            while (output[written - 1] == '0')
            {
                written--;
            }

            if (output[written - 1] == '.')
            {
                written--;
            }
        }

        return written;
    }
}
