using Crossdock.Storage;
using Crossdock.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Crossdock;

/// <summary>Registers the SQLite store.</summary>
public static class SqliteStoreBuilderExtensions
{
    /// <summary>
    /// Keeps the host's state in one SQLite file. The runtime opens it. Each small store interface resolves to the same store, for hosts that use
    /// one primitive alone. Calling it again only adds to the settings.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the file's path and, rarely, more.</param>
    public static ICrossdockBuilder AddSqliteStore(this ICrossdockBuilder builder, Action<SqliteStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<SqliteStoreOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStoreOptions>, SqliteStoreOptionsValidator>());
        return builder.AddStore(static provider => new SqliteCrossdockStore(provider.GetRequiredService<IOptions<SqliteStoreOptions>>().Value));
    }
}
