using Crossdock.Storage;
using Xunit;

namespace Crossdock.TestKit.Conformance;

/// <content>Which rules hold: those for the store of one process, or those for a store that many processes share.</content>
public abstract partial class StoreConformance
{
    /// <summary>The second store of this test, opened on the first call; null when the data belongs to one process.</summary>
    protected async Task<ICrossdockStore?> TryOpenSecondAsync() => _second ??= await OpenSecondAsync();

    /// <summary>The second store of this test, opened on the first call. Skips the test when the data belongs to one process.</summary>
    protected async Task<ICrossdockStore> SecondAsync()
    {
        var second = await TryOpenSecondAsync();
        Assert.SkipWhen(second is null, "The data of this store belongs to one process (OpenSecondAsync gives no second store).");
        return second!;
    }

    /// <summary>Skips the test when many processes share the data.</summary>
    protected async Task OnlyForOneProcessAsync() => Assert.SkipUnless(
        await TryOpenSecondAsync() is null,
        "Many processes share this store: whoever opens it cannot tell the dead from the living, so that the lease decides.");
}
