namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>Skips any value, holding it to the same rules of JSON text as the rest: no duplicate names, bounded depth, exact numbers.</summary>
    public void SkipValue()
    {
        switch (PeekValue())
        {
            case (byte)'{':
                SkipObject();
                break;
            case (byte)'[':
                if (Enter())
                {
                    while (NextItem())
                    {
                        SkipValue();
                    }
                }

                break;
            case (byte)'"':
                TakeString(out _);
                break;
            case (byte)'t':
                TakeLiteral("true"u8);
                break;
            case (byte)'f':
                TakeLiteral("false"u8);
                break;
            case (byte)'n':
                TakeLiteral("null"u8);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                if (TakeNumber(out var number) && !JsonNumber.IsPortable(number))
                {
                    Refuse("type", "a number of at most 28 digits within the range of a double");
                }

                break;
            default:
                Expected("a JSON value");
                break;
        }
    }

    private void SkipObject()
    {
        if (!Enter())
        {
            return;
        }

        var names = new DistinctTexts(_json);
        while (NextMember(out var name))
        {
            if (!names.Add(name))
            {
                Problem(_token, "duplicate", Snippet.At(_json, _token), "each property once");
            }

            SkipValue();
        }
    }
}
