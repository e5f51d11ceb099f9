using Crossdock.Servers;

namespace Crossdock.OrderToCash;

/// <summary>The real systems that there are. Each shop goes with each ERP.</summary>
internal static class PairSystems
{
    public static IReadOnlyList<PairSystem<IPairShop>> Shops { get; } =
    [
        new("vendure", VendureServer.WhyNot, static async _ => new VendureShop(await VendureServer.StartAsync())),
        new("medusa", MedusaServer.WhyNot, static async _ => await MedusaShop.OpenAsync(await MedusaServer.StartAsync())),
    ];

    public static IReadOnlyList<PairSystem<IPairErp>> Erps { get; } =
    [
        new("tryton", static () => TrytonServer.WhyNot(TrytonErp.Backend), static async time => await TrytonErp.OpenAsync(await TrytonServer.StartAsync(TrytonErp.Backend), time)),
        new("odoo", static () => OdooServer.WhyNot, static async time => new OdooErp(await OdooServer.StartAsync(), time)),
    ];
}
