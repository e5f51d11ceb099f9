namespace Crossdock.Faults.Processes;

/// <summary>A store that processes can open.</summary>
/// <param name="Text">As <see cref="StoreSwitch"/> takes it.</param>
/// <param name="RemoveAsync">Removes it.</param>
internal sealed record StorePlace(string Text, Func<Task> RemoveAsync) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await RemoveAsync();
}
