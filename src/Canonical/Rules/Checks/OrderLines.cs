namespace Crossdock.Canonical.Rules.Checks;

/// <summary>Access to the lines of an order.</summary>
internal static class OrderLines
{
    /// <summary>The lines by id; of two with one id, which another rule reports, the first.</summary>
    public static Dictionary<string, OrderLine> ById(Order order)
    {
        var lines = new Dictionary<string, OrderLine>(order.Lines.Count, StringComparer.Ordinal);
        foreach (var line in order.Lines)
            lines.TryAdd(line.Id, line);
        return lines;
    }
}
