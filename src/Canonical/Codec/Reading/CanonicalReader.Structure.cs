namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>Enters an object. Anything else is refused with <c>type</c> and skipped.</summary>
    /// <param name="start">Where the object starts, for <see cref="MissingMembers"/>.</param>
    public bool BeginObject(out int start) => Begin((byte)'{', "an object", out start);

    /// <summary>Enters an array. Anything else is refused with <c>type</c> and skipped.</summary>
    /// <param name="start">Where the array starts, for <see cref="EndArray"/>.</param>
    public bool BeginArray(out int start) => Begin((byte)'[', "an array", out start);

    private bool Begin(byte opening, string allowed, out int start)
    {
        var next = PeekValue();
        start = _token;
        if (next != opening)
        {
            WrongType(allowed);
            return false;
        }

        return Enter();
    }

    private bool Enter()
    {
        if (_depth == MaxDepth)
        {
            Stop(_pos, "depth", $"{MaxDepth + 1} levels", $"at most {MaxDepth} nested objects and arrays");
            return false;
        }

        _path[++_depth] = 0;
        _pos++;
        _first = true;
        return true;
    }

    /// <summary>Moves to the next member of the current object and takes its name and colon.</summary>
    /// <param name="name">The unescaped name as UTF-8; valid until the next call.</param>
    /// <returns>False at the end of the object, which is then left.</returns>
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        name = default;
        var next = Peek();
        if (_first)
        {
            _first = false;
            if (next == '}')
            {
                return Leave();
            }
        }
        else if (next == ',')
        {
            _pos++;
            next = Peek();
        }
        else if (next == '}')
        {
            return Leave();
        }
        else
        {
            return Expected("',' or '}'");
        }

        if (next != '"')
        {
            return Expected("a property name in double quotes");
        }

        _token = _pos;
        _path[_depth] = _pos;
        if (!TakeString(out name))
        {
            return false;
        }

        if ((uint)_pos < (uint)_json.Length && _json[_pos] == ':')
        {
            _pos++;
            return true;
        }

        if (Peek() != ':')
        {
            return Expected("':'");
        }

        _pos++;
        return true;
    }

    /// <summary>Moves to the next item of the current array.</summary>
    /// <returns>False at the end of the array, which is then left.</returns>
    public bool NextItem()
    {
        _path[_depth]--;
        var next = Peek();
        if (_first)
        {
            _first = false;
            return next != ']' || Leave();
        }

        switch (next)
        {
            case (byte)',':
                _pos++;
                return Peek() != ']' || Expected("a value");
            case (byte)']':
                return Leave();
            default:
                return Expected("',' or ']'");
        }
    }

    private bool Leave()
    {
        _pos++;
        _depth--;
        _first = false;
        return false;
    }

    /// <summary>Decides whether a member is to be read: refuses and skips an unknown one and the second of a name.</summary>
    /// <param name="member">The member's index in the schema; negative for a name the schema does not have.</param>
    /// <param name="seen">The members met so far, as bits.</param>
    public bool Accept(int member, ref ulong seen)
    {
        if (member >= 0)
        {
            // The shift takes the index modulo 64, which is the bit within its word.
            var bit = 1UL << member;
            if ((seen & bit) == 0)
            {
                seen |= bit;
                return true;
            }

            Problem(_token, "duplicate", Snippet.At(_json, _token), "each property once");
        }
        else
        {
            Problem(_token, "additionalProperties", Snippet.At(_json, _token), "only the properties of the schema");
        }

        SkipValue();
        return false;
    }

    /// <summary>Refuses the object that started at <paramref name="start"/> for each required member not seen.</summary>
    /// <param name="start">Where the object starts.</param>
    /// <param name="missing">The required members not seen, as bits.</param>
    /// <param name="names">The schema's member names, by index.</param>
    public void MissingMembers(int start, ulong missing, ReadOnlySpan<string> names)
    {
        for (; missing != 0; missing &= missing - 1)
        {
            var name = names[System.Numerics.BitOperations.TrailingZeroCount(missing)];
            Problem(start, "required", "nothing", "a value", name);
        }
    }

    /// <summary>Checks the number of items of the array that started at <paramref name="start"/>.</summary>
    public void EndArray(int start, int count, int minItems, int maxItems)
    {
        if (count < minItems)
        {
            Problem(start, "minItems", $"{count} items", $"at least {minItems}");
        }
        else if (count > maxItems)
        {
            Problem(start, "maxItems", $"{count} items", $"at most {maxItems}");
        }
    }
}
