using Crossdock.Connectors.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crossdock.OrderToCash;

/// <summary>The host of a run with the real pair.</summary>
internal static class RealPairHost
{
    /// <summary>How far polls go back: one machine, one clock.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    public static IHost Build(RunPlan plan, RealPair pair, LossyNetwork network, TimeProvider time)
    {
        var builder = OrderToCashHost.Begin(plan, time);
        builder.Services.AddCrossdock(crossdock =>
        {
            crossdock.Configure(Tune).AddStore(plan.Target).AddRealPairFlow(pair.Shop.KeepsAcknowledgements);
            pair.Shop.Connect(crossdock, "shop");
            pair.Erp.Connect(crossdock, "erp");
        });
        foreach (var connection in (ReadOnlySpan<string>)["shop", "erp"])
        {
            builder.Services.AddHttpClient(ConnectorHttpClient.ClientName(connection)).SetHandlerLifetime(Timeout.InfiniteTimeSpan).AddHttpMessageHandler(network.Handler);
        }

        return builder.Build();
    }

    // The systems are near; what takes time is their work, of which one effect needs several calls.
    private static void Tune(CrossdockOptions options)
    {
        options.Tenant = OrderToCashHost.Tenant;
        options.PollInterval = TimeSpan.FromSeconds(4); // each poll is work for the systems, which here share two cores with us
        options.IdleInterval = TimeSpan.FromMilliseconds(500);
        options.InDoubtGrace = TimeSpan.FromSeconds(2);
        options.RemoteTimeout = TimeSpan.FromSeconds(60);
        options.Lease = TimeSpan.FromSeconds(90);
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Circuit.FirstBreak = TimeSpan.FromMilliseconds(200);
        options.Circuit.MaxBreak = TimeSpan.FromSeconds(2);
        options.WorkersPerConnection = 4;
    }

    /// <summary>A system on this machine.</summary>
    public static void Local(ConnectorHttpOptions http, Uri address)
    {
        http.BaseAddress = address;
        http.PrivateHosts.Add(address.Host);
        http.MaxConcurrency = 4;
        http.ReadRetryDelay = TimeSpan.FromMilliseconds(50);
    }
}
