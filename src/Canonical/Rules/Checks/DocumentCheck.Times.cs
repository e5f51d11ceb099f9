using System.Globalization;

namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    public void Window(TimeWindow? window, string member)
    {
        if (window is { From: { } from, To: { } to } && to < from)
            Report.Error(RuleIds.WindowOrder, member, "The window ends before it starts.", Text(to), $"not before {Text(from)}");
    }

    public void Period(Period? period, string member)
    {
        if (period is { StartDate: { } start, EndDate: { } end } && end < start)
            Report.Error(RuleIds.WindowOrder, member, "The period ends before it starts.", Text(end), $"not before {Text(start)}");
    }

    /// <summary>Something that cannot have happened before something else.</summary>
    public void NotBefore(DateTimeOffset? later, DateTimeOffset? earlier, string member, string message)
    {
        if (later < earlier)
            Report.Warning(RuleIds.DateOrder, member, message, Text(later), $"not before {Text(earlier)}");
    }

    public void NotBefore(DateOnly? later, DateOnly? earlier, string member, string message)
    {
        if (later < earlier)
            Report.Warning(RuleIds.DateOrder, member, message, Text(later), $"not before {Text(earlier)}");
    }

    public static string Text(DateTimeOffset? moment) => moment?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
