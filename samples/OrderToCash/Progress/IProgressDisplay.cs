namespace Crossdock.OrderToCash;

/// <summary>Shows how far a run is while it runs.</summary>
internal interface IProgressDisplay
{
    /// <summary>Runs the work, which tells its progress from one place at a time.</summary>
    Task ShowAsync(Func<Action<RunProgress>, Task> workAsync);
}
