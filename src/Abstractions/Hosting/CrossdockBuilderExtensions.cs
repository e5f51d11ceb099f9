using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crossdock;

/// <summary>Registers connections. Generated <c>Add&lt;System&gt;</c> methods call this.</summary>
public static class CrossdockBuilderExtensions
{
    /// <summary>Registers a connection. Registering the same name and system again changes nothing.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The connection's name: letters, digits, <c>-</c> and <c>_</c>, at most 64.</param>
    /// <param name="manifest">What the connector declares.</param>
    /// <param name="factory">Creates the connector, once.</param>
    /// <exception cref="ArgumentException">The name is empty or malformed, or taken by another system.</exception>
    public static ICrossdockBuilder AddConnection(
        this ICrossdockBuilder builder,
        string name,
        ConnectorManifest manifest,
        Func<IServiceProvider, IConnector> factory)
    {
        builder.TryAddConnection(name, manifest, factory);
        return builder;
    }

    /// <summary>Registers a connection unless the same name and system is registered already.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The connection's name: letters, digits, <c>-</c> and <c>_</c>, at most 64.</param>
    /// <param name="manifest">What the connector declares.</param>
    /// <param name="factory">Creates the connector, once.</param>
    /// <returns>True when it was registered now; what else the connection needs is then still to be registered.</returns>
    /// <exception cref="ArgumentException">The name is empty or malformed, or taken by another system.</exception>
    public static bool TryAddConnection(
        this ICrossdockBuilder builder,
        string name,
        ConnectorManifest manifest,
        Func<IServiceProvider, IConnector> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(factory);
        ThrowIfMalformed(name);

        foreach (var service in builder.Services)
        {
            if (!service.IsKeyedService && service.ImplementationInstance is ConnectionDescriptor other && other.Name == name)
            {
                return other.Manifest.System == manifest.System
                    ? false
                    : throw new ArgumentException(
                        $"The connection name '{name}' is taken by a '{other.Manifest.System}' connection; give this '{manifest.System}' connection another name.",
                        nameof(name));
            }
        }

        builder.Services.AddSingleton(new ConnectionDescriptor(name, manifest));
        builder.Services.AddKeyedSingleton<IConnector>(name, (services, _) => factory(services));
        return true;
    }

    /// <summary>
    /// Registers a connection's options under its name, validated when the host starts: by the options themselves when they are
    /// <see cref="IConnectionOptions"/>, and by every registered <see cref="IValidateOptions{TOptions}"/>.
    /// </summary>
    /// <typeparam name="TOptions">The connector's options type.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The connection's name.</param>
    /// <param name="configure">Sets the options.</param>
    public static ICrossdockBuilder AddConnectionOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this ICrossdockBuilder builder,
        string name,
        Action<TOptions> configure)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<TOptions>(name).Configure(configure).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(new ConnectionOptionsValidator<TOptions>(new ConnectionContext(name)));
        return builder;
    }

    private static void ThrowIfMalformed(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"The connection name '{name}' may hold letters, digits, '-' and '_' only, at most 64.", nameof(name));
        }
    }
}
