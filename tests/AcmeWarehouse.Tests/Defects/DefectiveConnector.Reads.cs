using System.Globalization;
using System.Runtime.CompilerServices;
using Crossdock.Canonical;

namespace Crossdock.AcmeWarehouse.Tests.Defects;

internal sealed partial class DefectiveConnector
{
    private Checkpoint _memory = Checkpoint.Start;

    public async Task<ChangePage<Shipment>> ReadChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return defect == Defect.PagesByOffset ? await ByOffsetAsync(query, cancellationToken) : Changed(await inner.ReadChangesAsync(Asked(query), cancellationToken), query);
        }
        catch (ConnectorException exception)
        {
            return defect switch
            {
                Defect.FailedReadIsEmpty => new ChangePage<Shipment>([], query.After, false),
                Defect.UnreadableReadIsEmpty when exception.Error.RemoteCode == "unreadable" => new ChangePage<Shipment>([], query.After, false),
                Defect.ReadThrottledWithoutWait => throw new ConnectorException(exception.Error with { RetryAfter = null }),
                Defect.ReadAuthIsTransient when exception.Kind == ErrorKind.Auth => throw As(ErrorKind.Transient, exception),
                _ => throw new ConnectorException(exception.Error),
            };
        }
    }

    public async Task<Change<Shipment>?> FindAsync(string documentKey, CancellationToken cancellationToken)
    {
        try
        {
            var found = await inner.FindAsync(documentKey, cancellationToken);
            return found is not null && defect == Defect.LookupFindsTheFirst ? found with { DocumentKey = "SH-00000" } : found is not null ? found : defect switch
            {
                Defect.LookupUnknownThrows => throw new ConnectorException(ErrorKind.NotFound, "no such shipment"),
                Defect.LookupUnknownIsAnother => await inner.FindAsync("SH-00001", cancellationToken),
                _ => null,
            };
        }
        catch (ConnectorException) when (defect == Defect.LookupFailureIsNull)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<Change<Inventory>> ReadSnapshotAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = new List<Change<Inventory>>();
        try
        {
            await foreach (var row in inner.ReadSnapshotAsync(cancellationToken))
            {
                rows.Add(row);
                if (defect == Defect.SnapshotFirstPageOnly && rows.Count == 2)
                {
                    break;
                }
            }
        }
        catch (ConnectorException) when (defect == Defect.SnapshotBreaksOff)
        {
            // a shorter snapshot
        }

        foreach (var row in defect == Defect.SnapshotUnordered ? Enumerable.Reverse(rows) : defect == Defect.SnapshotRepeats ? [.. rows, rows[^1]] : rows)
        {
            yield return defect == Defect.SnapshotRounded ? Rounded(row) : row;
        }
    }

    private static Change<Inventory> Rounded(Change<Inventory> row)
    {
        var position = row.Document!.Positions[0];
        return row with { Document = row.Document with { Positions = [position with { Buckets = position.Buckets with { OnHand = 4 } }] } };
    }

    private ChangeQuery Asked(ChangeQuery query) => defect switch
    {
        Defect.CursorInMemory when !_memory.IsStart => query with { After = _memory },
        Defect.PageTooLarge => query with { PageSize = query.PageSize * 2 },
        _ => query,
    };

    private ChangePage<Shipment> Changed(ChangePage<Shipment> page, ChangeQuery query)
    {
        _memory = page.Next;
        switch (defect)
        {
            case Defect.DropsNewest when !page.HasMore:
                return page with { Changes = [.. page.Changes.SkipLast(1)] };
            case Defect.DropsLastOfPage when page.HasMore:
                return page with { Changes = [.. page.Changes.SkipLast(1)] };
            case Defect.CursorRunsAhead:
                return page with { Next = Later(page.Next, 1) };
            case Defect.CursorFromClock when page.Changes.Count == 0:
                return page with { Next = Later(page.Next, 1000) };
            case Defect.ReadsUntilOurClock when time.GetUtcNow() < TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1):
                return new ChangePage<Shipment>([], query.After, false);
            case Defect.UnmappableThrows when page.Changes.Any(change => change.Document is null):
                throw new ConnectorException(ErrorKind.Validation, "a row cannot be mapped");
            case Defect.UnknownCodeThrows when page.Changes.Any(change => change.Document?.Statuses.Any(status => status.ToString().Contains("beamed", StringComparison.Ordinal)) == true):
                throw new InvalidOperationException("unknown status");
            default:
                return page with { Changes = [.. page.Changes.Where(change => defect != Defect.UnmappableDropped || change.Document is not null).Select(Changed)] };
        }
    }

    private Change<Shipment> Changed(Change<Shipment> change) => defect switch
    {
        Defect.VersionConstant => change with { SourceVersion = 1 },
        Defect.VersionFalls => change with { SourceVersion = -change.SourceVersion },
        Defect.DocumentBreaksSchema when change.Document is { } document => change with { Document = document with { Lines = [] } },
        Defect.UnknownCodeGuessed when change.Document is { } document =>
            change with { Document = document with { Statuses = [StatusFact.Of(FulfilmentStatus.Shipped, "shipped", StatusConfidence.Asserted)] } },
        Defect.QuantityRoundedIn when change.Document is { } document =>
            change with { Document = document with { Lines = [.. document.Lines.Select(line => line with { Quantity = Quantity.Of(Math.Round(line.Quantity.Value, 2)) })] } },
        Defect.ReadingTimeInDocument when change.Document is { } document => change with { Document = document with { Dates = new ShipmentDates { Shipped = time.GetUtcNow() } } },
        _ => change,
    };

    private async Task<ChangePage<Shipment>> ByOffsetAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        var all = (await inner.ReadChangesAsync(new ChangeQuery(Checkpoint.Start, 1000), cancellationToken)).Changes;
        var offset = query.After.IsStart ? 0 : int.Parse(query.After.Cursor, CultureInfo.InvariantCulture);
        var page = all.Skip(offset).Take(query.PageSize).ToList();
        return new ChangePage<Shipment>(page, new Checkpoint((offset + page.Count).ToString(CultureInfo.InvariantCulture)), offset + page.Count < all.Count);
    }

    private static Checkpoint Later(Checkpoint checkpoint, long by) =>
        new(((checkpoint.IsStart ? 0 : long.Parse(checkpoint.Cursor, CultureInfo.InvariantCulture)) + by).ToString(CultureInfo.InvariantCulture));
}
