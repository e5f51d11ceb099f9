using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>A real shop and a real ERP, started for this run on loopback and stopped with it. Both sell the same items.</summary>
internal sealed class RealPair(IPairShop shop, IPairErp erp) : IAsyncDisposable
{
    public IPairShop Shop => shop;

    public IPairErp Erp => erp;

    /// <summary>Starts both. The first time on a machine takes minutes: packages are installed and both are seeded; after that it is seconds.</summary>
    /// <exception cref="CannotRunException">One of them cannot be installed or started.</exception>
    public static async Task<RealPair> StartAsync(PairNames names, TimeProvider time)
    {
        var (shopSystem, erpSystem) = (PairSystems.Shops.Single(one => one.Name == names.Shop), PairSystems.Erps.Single(one => one.Name == names.Erp));
        if ((shopSystem.WhyNot() is { } shopless ? $"--shop {names.Shop}: {shopless}" : erpSystem.WhyNot() is { } erpless ? $"--erp {names.Erp}: {erpless}" : null) is { } reason)
        {
            throw new CannotRunException(reason);
        }

        IPairShop? shop = null;
        try
        {
            shop = await shopSystem.StartAsync(time);
            return new RealPair(shop, await erpSystem.StartAsync(time));
        }
        catch (Exception exception) when (exception is NotInstalledException or InvalidOperationException)
        {
            if (shop is not null)
            {
                shop.Dispose();
                await shop.System.DisposeAsync();
            }

            throw new CannotRunException($"{(shop is null ? $"--shop {names.Shop}" : $"--erp {names.Erp}")}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Erp.Dispose();
        await Erp.System.DisposeAsync();
        Shop.Dispose();
        await Shop.System.DisposeAsync();
    }
}
