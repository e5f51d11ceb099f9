using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>A real Vendure and a real Tryton, started for this run on loopback and stopped with it. Both sell the same items.</summary>
internal sealed class RealPair : IAsyncDisposable
{
    /// <summary>Where several write at once, and the ERP says so.</summary>
    public const TrytonBackend Backend = TrytonBackend.PostgreSql;

    /// <summary>Pairs two fresh systems; disposing the pair stops both.</summary>
    public RealPair(VendureServer shop, TrytonServer erp) => (Shop, Erp) = (shop, erp);

    public VendureServer Shop { get; }

    public TrytonServer Erp { get; }

    /// <summary>Items that both know, by SKU.</summary>
    public static IReadOnlySet<string> Skus { get; } = VendureSeed.Goods.Select(item => item.Sku).ToHashSet();

    /// <summary>Why they cannot be started on this machine, and what to install; null when they can, as far as one can tell beforehand.</summary>
    public static string? WhyNot() => VendureServer.WhyNot() is { } shop ? $"--shop vendure: {shop}"
        : TrytonServer.WhyNot(Backend) is { } erp ? $"--erp tryton: {erp}"
        : null;

    /// <summary>Starts both. The first time on a machine takes minutes: packages are installed and both are seeded; after that it is seconds.</summary>
    /// <exception cref="CannotRunException">One of them cannot be installed or started.</exception>
    public static async Task<RealPair> StartAsync()
    {
        if (WhyNot() is { } reason)
        {
            throw new CannotRunException(reason);
        }

        VendureServer? shop = null;
        try
        {
            shop = await VendureServer.StartAsync();
            return new RealPair(shop, await TrytonServer.StartAsync(Backend));
        }
        catch (Exception exception) when (exception is NotInstalledException or InvalidOperationException)
        {
            if (shop is not null)
            {
                await shop.DisposeAsync();
            }

            throw new CannotRunException($"{(shop is null ? "--shop vendure" : "--erp tryton")}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Erp.DisposeAsync();
        await Shop.DisposeAsync();
    }
}
