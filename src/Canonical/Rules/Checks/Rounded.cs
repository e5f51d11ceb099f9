namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Rounding to minor units.</summary>
internal static class Rounded
{
    /// <summary>The smallest amount a currency with this exponent can express, e.g. 0.01.</summary>
    public static decimal MinorUnit(int exponent) => new(1, 0, 0, false, (byte)exponent);

    /// <summary>Rounds to the decimals of a currency.</summary>
    public static decimal Round(decimal value, int exponent, RoundingMode? mode) => decimal.Round(value, exponent, mode switch
    {
        RoundingMode.HalfEven => MidpointRounding.ToEven,
        RoundingMode.Down => MidpointRounding.ToZero,
        _ => MidpointRounding.AwayFromZero,
    });
}
