using Microsoft.Extensions.DependencyInjection;

namespace Crossdock;

/// <summary>Adds flows and runtime options to Crossdock.</summary>
public static class CrossdockBuilderFlowExtensions
{
    /// <summary>Adds a flow.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The flow's name, unique in the host; stored with its work.</param>
    /// <param name="configure">Says which documents cause which effects.</param>
    public static ICrossdockBuilder AddFlow(this ICrossdockBuilder builder, string name, Action<FlowBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var flow = new FlowBuilder(name);
        configure(flow);
        builder.Services.AddSingleton(flow);
        return builder;
    }

    /// <summary>Sets options of the runtime.</summary>
    public static ICrossdockBuilder Configure(this ICrossdockBuilder builder, Action<CrossdockOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }
}
