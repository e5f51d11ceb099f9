using Crossdock.OrderToCash;
using Crossdock.RealSystems.Vendure;

namespace Crossdock.RealSystems.Pair;

[Collection(SharedVendure.Name)]
public sealed class VendureAndTryton(LiveVendure live) : OrderToCashOnARealPair
{
    protected override string ShopName => "vendure";

    private protected override async Task<IPairShop> OpenShopAsync()
    {
        await live.System.ResetAsync();
        return new VendureShop(live.System);
    }
}
