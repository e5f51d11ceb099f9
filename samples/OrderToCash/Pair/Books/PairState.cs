namespace Crossdock.OrderToCash;

/// <summary>How things stand at a moment.</summary>
/// <param name="Books">What both systems hold.</param>
/// <param name="Ends">What ended without going through.</param>
/// <param name="Balance">Whether both books agree.</param>
internal sealed record PairState(PairBooks Books, VisibleEnds Ends, Balance Balance);
