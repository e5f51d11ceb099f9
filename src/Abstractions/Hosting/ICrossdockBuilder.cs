using Microsoft.Extensions.DependencyInjection;

namespace Crossdock;

/// <summary>Collects connections and flows. Connectors hang their <c>Add&lt;System&gt;(name, configure)</c> on it.</summary>
public interface ICrossdockBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
