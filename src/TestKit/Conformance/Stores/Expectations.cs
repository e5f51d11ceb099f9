using System.Collections;
using System.Runtime.CompilerServices;
using Xunit;
using Xunit.Sdk;

namespace Crossdock.TestKit.Conformance;

/// <summary>xunit's assertions, whose failure text says which expression had to be what, and why.</summary>
internal static class Expectations
{
    public static void MustBe<T>(this T actual, T expected, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.Equal(expected, actual), what, "must be the expected one", because);

    public static void MustBe<T>(
        this IEnumerable<T> actual,
        IEnumerable<T> expected,
        string? because = null,
        [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.Equal(expected.ToList(), actual.ToList()), what, "must be the expected ones, in this order", because);

    public static void MustBeTrue(this bool actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.True(actual), what, "must be true", because);

    public static void MustBeFalse(this bool actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.False(actual), what, "must be false", because);

    public static void MustBeNull(this object? actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.Null(actual), what, "must be null", because);

    public static T MustNotBeNull<T>(this T? actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "")
        where T : class
    {
        Check(() => Assert.NotNull(actual), what, "must be there", because);
        return actual!;
    }

    public static T MustNotBeNull<T>(this T? actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "")
        where T : struct
    {
        Check(() => Assert.NotNull(actual), what, "must be there", because);
        return actual!.Value;
    }

    public static void MustBeEmpty(this IEnumerable actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.Empty(actual), what, "must be empty", because);

    public static T MustBeOne<T>(this IEnumerable<T> actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        var items = actual.ToList();
        Check(() => Assert.Single(items), what, "must have exactly one item", because);
        return items[0];
    }

    public static void MustBeDistinct<T>(this IEnumerable<T> actual, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.Distinct(actual), what, "must hold nothing twice", because);

    public static void MustContain(this string actual, string expected, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(() => Assert.Contains(expected, actual, StringComparison.Ordinal), what, "must contain the text", because);

    public static void MustBeAbove<T>(this T actual, T bound, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "")
        where T : IComparable<T> =>
        Check(() => Assert.True(actual.CompareTo(bound) > 0), what, $"is {actual} and must be above {bound}", because);

    public static void MustBeAtMost<T>(this T actual, T bound, string? because = null, [CallerArgumentExpression(nameof(actual))] string what = "")
        where T : IComparable<T> =>
        Check(() => Assert.True(actual.CompareTo(bound) <= 0), what, $"is {actual} and must be at most {bound}", because);

    private static void Check(Action assertion, string what, string rule, string? because)
    {
        try
        {
            assertion();
        }
        catch (XunitException failure)
        {
            var expression = string.Join(' ', what.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var reason = because is null ? "." : $" ({because}).";
            throw new XunitException($"{expression} {rule}{reason}{Environment.NewLine}{failure.Message}");
        }
    }
}
