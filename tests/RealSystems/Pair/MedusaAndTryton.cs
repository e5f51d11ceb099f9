using Crossdock.OrderToCash;
using Crossdock.RealSystems.Medusa;

namespace Crossdock.RealSystems.Pair;

[Collection(SharedMedusa.Name)]
public sealed class MedusaAndTryton(LiveMedusa live) : OrderToCashOnARealPair
{
    protected override string ShopName => "medusa";

    private protected override async Task<IPairShop> OpenShopAsync()
    {
        await live.System.ResetAsync();
        return await MedusaShop.OpenAsync(live.System);
    }
}
