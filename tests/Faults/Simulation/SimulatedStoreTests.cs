using Crossdock.Storage;
using Crossdock.TestKit.Conformance;

namespace Crossdock.Faults.Simulation;

/// <summary>What the simulation takes for a store keeps the contract of stores.</summary>
public sealed class SimulatedStoreTests : StoreConformance
{
    private readonly SimulatedStore _store = new();

    protected override async Task<ICrossdockStore> OpenAsync()
    {
        await _store.OpenAsync(Stop);
        return _store;
    }
}
