using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.Runtime;

/// <summary>Lets documents pass whose date lies in an open fiscal period.</summary>
internal sealed class FiscalWindow<TDocument>(IFiscalCalendar calendar, Func<TDocument, DateOnly> dateOf, string field) : PostingWindow
    where TDocument : class, ICanonicalDocument<TDocument>
{
    /// <summary>When a period does not say when it opens, it is asked again after this time.</summary>
    private static readonly TimeSpan s_askAgain = TimeSpan.FromHours(1);

    internal override IEnumerable<string> FindProblems(string commandDocumentType) => commandDocumentType == TDocument.Codec.Name
        ? []
        : [$"its fiscal periods look at a {TDocument.Codec.Name}, but the step sends a {commandDocumentType}; use FiscalPeriods<T> with the date of that document"];

    internal override WindowState At(DateTimeOffset now, ReadOnlyMemory<byte> command)
    {
        if (command.IsEmpty || TDocument.Codec.Parse(command.Span).Value is not { } document)
        {
            return WindowState.Open(until: null); // not made yet, or refused elsewhere because nobody can read it
        }

        var date = dateOf(document);
        var text = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return calendar.Find(date) switch
        {
            null => Refuse($"No fiscal period is set up for {text} ({field}). Set up the period or correct the date at the source, then replay this item."),
            { State: FiscalPeriodState.Closed } period =>
                Refuse($"Fiscal period '{period.Name}' is closed and the document is dated {text} ({field}). Reopen the period, or correct the date at the source, then replay this item; or discard it."),
            { State: FiscalPeriodState.NotYetOpen, OpensAt: null } period => Wait(period, now + s_askAgain),
            { State: FiscalPeriodState.NotYetOpen, OpensAt: { } opens } period => Wait(period, opens > now ? opens : now + s_askAgain),

            // Asked for a time before it opened, to tell how long a document waited.
            { OpensAt: { } opened } period when opened > now => Wait(period, opened),
            _ => WindowState.Open(until: null),
        };

        WindowState Wait(FiscalPeriod period, DateTimeOffset until) =>
            WindowState.Closed(until, $"fiscal period '{period.Name}' of {text} ({field}) is not open yet");
    }

    private WindowState Refuse(string message) => WindowState.Refused(new ConnectorError
    {
        Kind = ErrorKind.Validation,
        Message = message,
        Pointer = field,
        RemoteCode = "fiscal-period",
    });
}
