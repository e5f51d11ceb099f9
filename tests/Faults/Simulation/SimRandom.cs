namespace Crossdock.Faults.Simulation;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and runtime.</summary>
internal sealed class SimRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)((UInt128)NextBits() * (ulong)bound >> 64);

    public int Next(int from, int to) => from + Next(to - from);

    public bool Chance(double probability) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Next(choices.Length)];

    /// <summary>A time of zero to less than the given one, in whole milliseconds.</summary>
    public TimeSpan Upto(TimeSpan bound) => TimeSpan.FromMilliseconds(Next(Math.Max(1, (int)Math.Min(int.MaxValue, bound.TotalMilliseconds))));
}
