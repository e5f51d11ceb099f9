using System.Globalization;

namespace Crossdock.Benchmarks.Summary;

/// <summary>What a ratio should be.</summary>
public sealed record Goal(double Limit, bool IsAtMost)
{
    /// <summary>Smaller is better.</summary>
    public static Goal AtMost(double limit) => new(limit, true);

    /// <summary>Larger is better.</summary>
    public static Goal AtLeast(double limit) => new(limit, false);

    /// <summary>Whether a ratio reaches the goal.</summary>
    public bool IsMet(double ratio) => IsAtMost ? ratio <= Limit : ratio >= Limit;

    /// <inheritdoc />
    public override string ToString() => (IsAtMost ? "<= " : ">= ") + Limit.ToString("0.##", CultureInfo.InvariantCulture);
}
