namespace Crossdock;

/// <summary>Knows the fiscal periods of the books that are posted to.</summary>
public interface IFiscalCalendar
{
    /// <summary>
    /// The period a date belongs to, as it is now; null when there is none. Asked before each posting, by several workers at once: answer from memory, and
    /// refresh that in the background.
    /// </summary>
    FiscalPeriod? Find(DateOnly date);
}
