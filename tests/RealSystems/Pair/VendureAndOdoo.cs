using Crossdock.OrderToCash;
using Crossdock.RealSystems.Vendure;

namespace Crossdock.RealSystems.Pair;

[Collection(SharedVendure.Name)]
public sealed class VendureAndOdoo(LiveVendure live) : RealPairWithOdoo
{
    protected override string ShopName => "vendure";

    [Fact]
    public Task Both_books_balance_and_what_is_done_twice_by_hand_is_found()
    {
        ThoroughRun.Require("Odoo is slow, and CI runs Vendure with Tryton");
        return BooksBalanceAndWhatIsDoneTwiceIsFoundAsync();
    }

    private protected override async Task<IPairShop> OpenShopAsync()
    {
        await live.System.ResetAsync();
        return new VendureShop(live.System);
    }
}
