using System.Globalization;
using System.Text;

namespace Crossdock.TestKit.Fakes;

/// <summary>Rows in the order they happened, read page by page with an opaque cursor.</summary>
internal sealed class FeedLog<T>(string name)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;
    private readonly List<T> _rows = [];

    /// <summary>The sequence number the next row will get; the first is 1.</summary>
    public long NextSequence => _rows.Count + 1;

    public void Append(T row) => _rows.Add(row);

    /// <summary>Reads one page. Rows that were superseded later are left out, as in feeds of documents by change.</summary>
    /// <param name="request">Its <c>limit</c> and its disturbance count.</param>
    /// <param name="cursor">Where the last page ended; null or empty for the start.</param>
    /// <param name="isCurrent">False for rows that a later row replaced.</param>
    /// <exception cref="FakeRefusal">The cursor or the limit is not valid.</exception>
    public FeedPage<T> Read(FakeRequest request, string? cursor, Func<T, long, bool> isCurrent)
    {
        var limit = ReadLimit(request);
        var start = Decode(cursor);
        var page = new List<T>();
        var position = start;
        while (position < _rows.Count && page.Count < limit)
        {
            if (isCurrent(_rows[position], position + 1))
            {
                page.Add(_rows[position]);
            }

            position++;
        }

        return new FeedPage<T>(Disturb(page, start, request.Disturbance), Encode(position), position < _rows.Count);
    }

    private List<T> Disturb(List<T> page, int start, FaultDecision disturbance)
    {
        var random = new SplitMix(disturbance.Entropy);
        switch (disturbance.Kind)
        {
            case FaultKind.DuplicatedEvents:
                var repeated = new List<T>(_rows.Skip(Math.Max(0, start - 2)).Take(Math.Min(2, start)));
                foreach (var row in page)
                {
                    repeated.Add(row);
                    if (random.Chance(0.5))
                    {
                        repeated.Add(row);
                    }
                }

                return repeated;
            case FaultKind.ReorderedEvents:
                for (var i = page.Count - 1; i > 0; i--)
                {
                    var j = random.NextInt(i + 1);
                    (page[i], page[j]) = (page[j], page[i]);
                }

                return page;
            default:
                return page;
        }
    }

    private static int ReadLimit(FakeRequest request)
    {
        if (request.Parameter("limit") is not { } text)
        {
            return DefaultLimit;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw new FakeRefusal(400, "bad-limit", $"limit must be 1 to {MaxLimit}, not '{text}'.");
    }

    private string Encode(int position) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}:{position}"))).TrimEnd('=');

    private int Decode(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return 0;
        }

        var buffer = new byte[cursor.Length];
        var padded = cursor.PadRight((cursor.Length + 3) / 4 * 4, '=');
        if (Convert.TryFromBase64String(padded, buffer, out var written)
            && Encoding.ASCII.GetString(buffer, 0, written) is var text
            && text.StartsWith(name + ":", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && position <= _rows.Count)
        {
            return position;
        }

        throw new FakeRefusal(400, "bad-cursor", $"'{cursor}' is not a cursor of this feed. Start again without one.");
    }
}
