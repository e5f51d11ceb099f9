namespace Crossdock.Canonical;

/// <summary>Makes value lists.</summary>
public static class ValueList
{
    /// <summary>Makes a list of a copy of the items.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => items.IsEmpty ? default : new(items.ToArray());

    /// <summary>Makes a list of the items of a sequence.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var array = items.ToArray();
        return array.Length == 0 ? default : new(array);
    }
}
