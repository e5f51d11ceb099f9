using System.Text;

namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>Reads any value, checked as JSON text, as the bytes it is written in.</summary>
    internal ReadOnlySpan<byte> ReadFree()
    {
        PeekValue();
        var start = _token;
        SkipValue();
        return _stopped ? default : _json[start.._pos];
    }

    /// <summary>Reads an extension map: namespaced keys, any values, kept byte for byte.</summary>
    /// <param name="minLength">The least characters of a key.</param>
    /// <param name="maxLength">The most characters of a key.</param>
    /// <param name="keys">What a key looks like; null for any.</param>
    public Extensions ReadExtensions<TMode>(int minLength, int maxLength, Utf8Pattern? keys)
        where TMode : struct, IReadMode
    {
        if (!BeginObject(out _))
        {
            return Extensions.Empty;
        }

        var names = new DistinctTexts(_json);
        var entries = new ListBuilder<KeyValuePair<string, ExtensionValue>>();
        while (NextMember(out var name))
        {
            CheckKey(name, minLength, maxLength, keys);
            if (!names.Add(name))
            {
                Problem(_token, "duplicate", Snippet.At(_json, _token), "each property once");
            }

            var key = TMode.Materialises ? Encoding.UTF8.GetString(name) : "";
            var value = ReadFree();
            entries.Add<TMode>(TMode.Materialises ? new(key, new ExtensionValue(value.ToArray())) : default);
        }

        return TMode.Materialises ? new Extensions(entries.ToValueList()) : Extensions.Empty;
    }

    private void CheckKey(ReadOnlySpan<byte> name, int minLength, int maxLength, Utf8Pattern? keys)
    {
        var length = Utf8Length.CodePoints(name);
        if (length < minLength || length > maxLength)
        {
            Refuse("propertyNames", $"a name of {minLength} to {maxLength} characters");
        }
        else if (keys is not null && !keys.IsMatch(name))
        {
            Refuse("propertyNames", keys.Source);
        }
    }

    /// <summary>Copies the next value in canonical form.</summary>
    internal void CopyCanonical(ref CanonicalWriter writer)
    {
        switch (PeekValue())
        {
            case (byte)'{':
                CopyObject(ref writer);
                break;
            case (byte)'[':
                writer.BeginArray();
                for (Enter(); NextItem();)
                {
                    writer.Item();
                    CopyCanonical(ref writer);
                }

                writer.EndArray();
                break;
            case (byte)'"':
                TakeString(out var text);
                writer.Text(Encoding.UTF8.GetString(text));
                break;
            default:
                writer.Raw(ReadFree());
                break;
        }
    }

    private void CopyObject(ref CanonicalWriter writer)
    {
        // RFC 8785 orders names by UTF-16 code units, which is what ordinal comparison of .NET strings does.
        var members = new SortedDictionary<string, (int Start, int End)>(StringComparer.Ordinal);
        for (Enter(); NextMember(out var name);)
        {
            var key = Encoding.UTF8.GetString(name);
            PeekValue();
            var start = _token;
            SkipValue();
            members[key] = (start, _pos);
        }

        writer.BeginObject();
        foreach (var (key, (start, end)) in members)
        {
            writer.Item();
            writer.Text(key);
            writer.Raw(":"u8);
            FreeJson.WriteCanonical(ref writer, _json[start..end]);
        }

        writer.EndObject();
    }
}
