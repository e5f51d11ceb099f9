using System.Globalization;

namespace Crossdock.Canonical.Codec;

public ref partial struct CanonicalReader
{
    /// <summary>A second reader over text that was read already.</summary>
    private CanonicalReader(ReadOnlySpan<byte> checkedJson, int start)
    {
        _json = checkedJson;
        _pos = start;
    }

    /// <summary>Checks that the strings of the array just read, which started at <paramref name="start"/>, are all different.</summary>
    public void CheckUnique(int start)
    {
        if (_stopped)
        {
            return;
        }

        var again = new CanonicalReader(_json, start);
        var items = new DistinctTexts(_json);
        again.BeginArray(out _);
        for (var index = 0; again.NextItem(); index++)
        {
            // An item that is no string was refused before and is passed over here.
            if (again.ReadText(out var text) && !items.Add(text))
            {
                Problem(again._token, "uniqueItems", Snippet.At(_json, again._token), "each item once", index.ToString(CultureInfo.InvariantCulture));
            }
        }

        again.ReturnScratch();
    }
}
