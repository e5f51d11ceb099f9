using System.Globalization;
using Crossdock.Canonical.CodeLists;

namespace Crossdock.Canonical;

public readonly partial record struct Money : IComparable<Money>
{
    /// <summary>Makes an amount.</summary>
    /// <param name="amount">The amount in major units, e.g. 12.50.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public static Money Of(decimal amount, string currency) => new() { Amount = amount, Currency = currency };

    /// <summary>Zero in a currency.</summary>
    /// <param name="currency">ISO 4217 code.</param>
    public static Money Zero(string currency) => Of(0, currency);

    /// <summary>Makes an amount from minor units: 1250 and EUR give 12.50, 1250 and JPY give 1250.</summary>
    /// <param name="minorUnits">The amount in minor units, as most shops send it.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <exception cref="ArgumentException">The currency is not in ISO 4217, so its exponent is unknown.</exception>
    public static Money FromMinorUnits(long minorUnits, string currency)
    {
        var exponent = Exponent(currency);
        var magnitude = (ulong)Math.Abs((decimal)minorUnits);
        return Of(new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), 0, minorUnits < 0, (byte)exponent), currency);
    }

    /// <summary>True when the amount has no more decimals than its currency; false when it is finer or the currency is unknown.</summary>
    public bool IsExactInMinorUnits => Iso4217.TryGetExponent(Currency, out var exponent) && decimal.Round(Amount, exponent) == Amount;

    /// <summary>The amount in minor units: 12.50 EUR gives 1250.</summary>
    /// <exception cref="ArgumentException">The currency is not in ISO 4217.</exception>
    /// <exception cref="InvalidOperationException">The amount is finer than the minor unit; <see cref="Round"/> it first.</exception>
    /// <exception cref="OverflowException">The result does not fit 64 bits.</exception>
    public long ToMinorUnits()
    {
        var scaled = Amount;
        for (var i = Exponent(Currency); i > 0; i--)
            scaled *= 10;
        if (decimal.Truncate(scaled) != scaled)
            throw new InvalidOperationException($"{this} is finer than the minor unit of {Currency}; round it first.");
        return decimal.ToInt64(scaled);
    }

    /// <summary>Rounds to the currency's minor unit.</summary>
    /// <param name="rounding">How halves are rounded; away from zero unless told otherwise, as EN 16931 does.</param>
    /// <exception cref="ArgumentException">The currency is not in ISO 4217.</exception>
    public Money Round(MidpointRounding rounding = MidpointRounding.AwayFromZero) =>
        this with { Amount = decimal.Round(Amount, Exponent(Currency), rounding) };

    /// <summary>Splits the amount by weights without losing a minor unit: the parts always add up to the whole.</summary>
    /// <param name="weights">One weight per part, none negative and not all zero.</param>
    /// <returns>One amount per weight, in the same order. The minor units left over go to the parts that rounding down cost most.</returns>
    /// <exception cref="ArgumentException">No weights, a negative weight, only zeros, or an unknown currency.</exception>
    public Money[] Allocate(params ReadOnlySpan<decimal> weights)
    {
        var total = 0m;
        foreach (var weight in weights)
        {
            if (weight < 0)
                throw new ArgumentException("A weight must not be negative.", nameof(weights));
            total += weight;
        }

        if (total == 0)
            throw new ArgumentException("At least one weight must be above zero.", nameof(weights));

        var whole = ToMinorUnits();
        var parts = new long[weights.Length];
        var lost = new decimal[weights.Length];
        var rest = whole;
        for (var i = 0; i < weights.Length; i++)
        {
            var exact = whole * (weights[i] / total);
            parts[i] = decimal.ToInt64(decimal.Truncate(exact));
            lost[i] = Math.Abs(exact - parts[i]);
            rest -= parts[i];
        }

        Distribute(rest, parts, lost);
        var currency = Currency;
        return Array.ConvertAll(parts, part => FromMinorUnits(part, currency));
    }

    /// <summary>Adds two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + right.In(left.Currency) };

    /// <summary>Subtracts two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - right.In(left.Currency) };

    /// <summary>Changes the sign.</summary>
    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    /// <summary>Multiplies without rounding; <see cref="Round"/> the result where it becomes an amount.</summary>
    public static Money operator *(Money value, decimal factor) => value with { Amount = value.Amount * factor };

    /// <summary>Divides without rounding; <see cref="Round"/> the result where it becomes an amount.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Money operator /(Money value, decimal divisor) => value with { Amount = value.Amount / divisor };

    /// <summary>True when the left amount is smaller.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>True when the left amount is larger.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>True when the left amount is not larger.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left amount is not smaller.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency));

    /// <summary>The amount and its currency, e.g. <c>12.50 EUR</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");

    private decimal In(string currency) => Currency == currency
        ? Amount
        : throw new InvalidOperationException($"{this} cannot be combined with an amount in {currency}: convert it first.");

    private static int Exponent(string currency) => Iso4217.TryGetExponent(currency, out var exponent)
        ? exponent
        : throw new ArgumentException($"'{currency}' is not an ISO 4217 currency code.", nameof(currency));

    private static void Distribute(long rest, long[] parts, decimal[] lost)
    {
        var order = Enumerable.Range(0, parts.Length).OrderByDescending(i => lost[i]).ToArray();
        var step = Math.Sign(rest);
        for (var i = 0; rest != 0; i = (i + 1) % order.Length)
        {
            parts[order[i]] += step;
            rest -= step;
        }
    }
}
