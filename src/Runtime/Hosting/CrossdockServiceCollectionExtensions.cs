using Crossdock.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Crossdock;

/// <summary>Adds Crossdock to a host.</summary>
public static class CrossdockServiceCollectionExtensions
{
    /// <summary>Adds the runtime, and what <paramref name="configure"/> adds to it: a store, connections, flows. May be called several times.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Adds a store, connections and flows.</param>
    public static IServiceCollection AddCrossdock(this IServiceCollection services, Action<ICrossdockBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<CrossdockOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CrossdockOptions>, CrossdockOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CrossdockOptions>, HostValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, CrossdockHostedService>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FlowModel>();
        services.TryAddSingleton<WorkSignal>();
        services.TryAddSingleton<CrossdockMetrics>();
        services.TryAddSingleton<DocumentIntake>();
        services.TryAddSingleton<IIntake>(provider => provider.GetRequiredService<DocumentIntake>());
        services.TryAddSingleton<CrossdockRuntime>();
        services.TryAddSingleton<ICrossdockMonitor, StoreMonitor>();
        services.TryAddSingleton<ReplaySignal>();
        services.TryAddSingleton<IReplayPlans, ReplayPlans>();
        configure(new CrossdockBuilder(services));
        return services;
    }
}
