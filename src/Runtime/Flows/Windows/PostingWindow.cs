using Crossdock.Canonical;
using Crossdock.Runtime;

namespace Crossdock;

/// <summary>
/// When a step may write. Outside of the window its work is held, with the reason, before anything is sent; it runs when the window opens. An effect in
/// doubt may be asked about at any time and is sent again only inside.
/// </summary>
public abstract class PostingWindow
{
    /// <summary>More changes than any sensible window has between a document and its effect.</summary>
    private const int MostChanges = 10_000;

    private protected PostingWindow()
    {
    }

    /// <summary>
    /// Opens at each occurrence of a cron expression, for some time. Occurrences closer together than that join: <c>0 6-20 * * 1-5</c> with an hour is
    /// Monday to Friday from 06:00 to 21:00.
    /// </summary>
    /// <param name="expression">Five fields: minute, hour, day of month, month, day of week.</param>
    /// <param name="timeZone">IANA name, e.g. <c>Europe/Berlin</c>.</param>
    /// <param name="openFor">How long each occurrence opens it, an hour by default; at most 31 days. Elapsed time, whatever clocks do meanwhile.</param>
    /// <remarks>
    /// An occurrence that falls in the hour that daylight saving skips comes at the end of that hour. In the hour that is repeated, an expression for fixed
    /// times occurs once, the first time; one with ranges, steps or <c>*</c> in minutes or hours occurs both times. What is wrong with it is told at start.
    /// </remarks>
    public static PostingWindow Cron(string expression, string timeZone, TimeSpan? openFor = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(expression);
        ArgumentException.ThrowIfNullOrWhiteSpace(timeZone);
        return new CronWindow(expression, timeZone, openFor ?? TimeSpan.FromHours(1));
    }

    /// <summary>
    /// Lets invoices pass whose <c>issueDate</c> lies in an open fiscal period. One of a closed period, or of none, parks for a person; one of a period that is
    /// not open yet is held until it opens.
    /// </summary>
    public static PostingWindow FiscalPeriods(IFiscalCalendar calendar) =>
        FiscalPeriods<Invoice>(calendar, invoice => invoice.IssueDate, "/issueDate");

    /// <summary>Lets documents pass whose date lies in an open fiscal period.</summary>
    /// <typeparam name="TDocument">The document that the step's command carries.</typeparam>
    /// <param name="calendar">Knows the periods.</param>
    /// <param name="date">The date that decides the period it is booked in.</param>
    /// <param name="field">JSON Pointer of that date, for error texts.</param>
    public static PostingWindow FiscalPeriods<TDocument>(IFiscalCalendar calendar, Func<TDocument, DateOnly> date, string field)
        where TDocument : class, ICanonicalDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(date);
        ArgumentNullException.ThrowIfNull(field);
        return new FiscalWindow<TDocument>(calendar, date, field);
    }

    /// <summary>Open while both are open.</summary>
    public PostingWindow And(PostingWindow other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new BothWindows(this, other);
    }

    internal abstract IEnumerable<string> FindProblems(string commandDocumentType);

    /// <summary>The state at a time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="command">The command's document; empty before it is made, when only the clock decides.</param>
    internal abstract WindowState At(DateTimeOffset now, ReadOnlyMemory<byte> command);

    /// <summary>For how long of a stretch of time it was closed.</summary>
    internal TimeSpan ClosedBetween(DateTimeOffset from, DateTimeOffset to, ReadOnlyMemory<byte> command)
    {
        var closed = TimeSpan.Zero;
        for (var changes = 0; from < to && changes < MostChanges; changes++)
        {
            var state = At(from, command);
            var until = state.Until is { } next && next > from && next < to ? next : to;
            closed += state.IsOpen || state.Refusal is not null ? TimeSpan.Zero : until - from;
            from = until;
        }

        return closed;
    }
}
