using System.Globalization;
using Crossdock.Storage;

namespace Crossdock.Benchmarks.Storage;

/// <summary>Inputs to accept: an order of a given size that causes one step.</summary>
internal sealed class Inputs
{
    public const string Tenant = "acme";
    public const string Source = "shop";
    public const string Connection = "erp";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly string Fingerprint = new('a', 64);

    private readonly bool _isRandom;
    private readonly byte[] _document;
    private long _count;

    /// <param name="documentBytes">Size of a document.</param>
    /// <param name="isRandom">Keys in random order; else numbered upwards, as a shop numbers its orders.</param>
    public Inputs(int documentBytes, bool isRandom)
    {
        _document = new byte[documentBytes];
        new Random(7).NextBytes(_document);
        _isRandom = isRandom;
    }

    public byte[] Document => _document;

    /// <summary>The next document key. Every key comes once.</summary>
    public string NextKey() => Key(Interlocked.Increment(ref _count));

    /// <summary>The n-th key, from 1.</summary>
    public string Key(long number) => _isRandom
        ? string.Create(CultureInfo.InvariantCulture, $"SO-{Scatter((ulong)number):x16}")
        : string.Create(CultureInfo.InvariantCulture, $"SO-{number:d16}");

    /// <summary>The event id under which the inbox knows a key.</summary>
    public static string EventId(string key) => $"order/{key}/1";

    public InboxEntry Next() => Entry(NextKey());

    public InboxEntry Entry(string key) => new()
    {
        Envelope = new Envelope
        {
            Id = EventId(key),
            Source = Source,
            Type = "crossdock.order.changed",
            DocumentKey = key,
            DocumentType = "order",
            Tenant = Tenant,
            SequenceKey = $"order/{key}",
            SourceVersion = 1,
            CorrelationId = key,
            OccurredAt = Now,
            ObservedAt = Now,
            Fingerprint = Fingerprint,
        },
        Document = _document,
        Work =
        [
            new PlannedWork
            {
                Flow = "order-to-cash",
                Step = "submit-order@erp",
                Connection = Connection,
                Operation = "submit-order",
                DocumentKey = key,
                RevisionFingerprint = Fingerprint,
                Version = 1,
                DueAt = Now,
            },
        ],
    };

    // A bijection, so that no key comes twice.
    private static ulong Scatter(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
