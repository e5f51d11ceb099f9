using Crossdock.Storage;
using Crossdock.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Crossdock;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgreSqlStoreBuilderExtensions
{
    /// <summary>
    /// Keeps the host's state in a PostgreSQL database, which other processes may share. The runtime opens it. Each small store interface resolves to
    /// the same store, for hosts that use one primitive alone. Calling it again only adds to the settings.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says how to reach the database and, rarely, more.</param>
    public static ICrossdockBuilder AddPostgreSqlStore(this ICrossdockBuilder builder, Action<PostgreSqlStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<PostgreSqlStoreOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgreSqlStoreOptions>, PostgreSqlStoreOptionsValidator>());
        return builder.AddStore(static provider => new PostgreSqlCrossdockStore(provider.GetRequiredService<IOptions<PostgreSqlStoreOptions>>().Value));
    }
}
