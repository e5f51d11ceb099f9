namespace Crossdock.Canonical.Codec;

/// <summary>Gathers the items of a list while it is read.</summary>
/// <typeparam name="T">The item type.</typeparam>
public struct ListBuilder<T>
{
    private T[]? _items;

    /// <summary>The number of items added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an item, or only counts it when nothing is built.</summary>
    public void Add<TMode>(T item)
        where TMode : struct, IReadMode
    {
        if (TMode.Materialises)
        {
            if (_items is null)
            {
                _items = new T[4];
            }
            else if (_items.Length == Count)
            {
                Array.Resize(ref _items, Count * 2);
            }

            _items[Count] = item;
        }

        Count++;
    }

    /// <summary>The items as an immutable list; the builder must not be used again.</summary>
    public ValueList<T> ToValueList()
    {
        if (_items is null)
        {
            return default;
        }

        if (_items.Length != Count)
        {
            Array.Resize(ref _items, Count);
        }

        return new ValueList<T>(_items);
    }
}
