using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Crossdock.Storage;

/// <summary>Registers a store. The <c>Add…Store</c> methods of store packages call this.</summary>
public static class StoreBuilderExtensions
{
    /// <summary>
    /// Registers the host's store. Each small store interface resolves to the same store, for hosts that use one primitive alone. A store that is registered
    /// already stays.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="factory">Creates the store, once.</param>
    public static ICrossdockBuilder AddStore(this ICrossdockBuilder builder, Func<IServiceProvider, ICrossdockStore> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        var services = builder.Services;
        services.TryAddSingleton(factory);
        services.TryAddSingleton<IInboxStore>(Store);
        services.TryAddSingleton<IWorkStore>(Store);
        services.TryAddSingleton<IEffectLedger>(Store);
        services.TryAddSingleton<IDocumentStore>(Store);
        services.TryAddSingleton<ICheckpointStore>(Store);
        services.TryAddSingleton<IDeadLetterStore>(Store);
        services.TryAddSingleton<IKpiStore>(Store);
        services.TryAddSingleton<IAuditStore>(Store);
        services.TryAddSingleton<IStoreMaintenance>(Store);
        services.TryAddSingleton<IReplayStore>(static provider => Store(provider) as IReplayStore
            ?? throw new InvalidOperationException("This store has no replay plans: it does not implement IReplayStore."));
        return builder;
    }

    private static ICrossdockStore Store(IServiceProvider provider) => provider.GetRequiredService<ICrossdockStore>();
}
