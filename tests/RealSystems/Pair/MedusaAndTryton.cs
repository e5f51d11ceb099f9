using Crossdock.OrderToCash;
using Crossdock.RealSystems.Medusa;

namespace Crossdock.RealSystems.Pair;

[Collection(SharedMedusa.Name)]
public sealed class MedusaAndTryton(LiveMedusa live) : RealPairWithTryton
{
    protected override string ShopName => "medusa";

    [Fact]
    public Task Both_books_balance_and_what_is_done_twice_by_hand_is_found()
    {
        ThoroughRun.Require("Medusa is slow, and CI runs Vendure with Tryton");
        return BooksBalanceAndWhatIsDoneTwiceIsFoundAsync();
    }

    private protected override async Task<IPairShop> OpenShopAsync()
    {
        await live.System.ResetAsync();
        return await MedusaShop.OpenAsync(live.System);
    }
}
