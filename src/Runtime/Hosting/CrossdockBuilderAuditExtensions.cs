using Microsoft.Extensions.DependencyInjection;

namespace Crossdock;

/// <summary>Says where a host keeps the heads of its audit chains.</summary>
public static class CrossdockBuilderAuditExtensions
{
    /// <summary>Verifies the audit chains and anchors their heads at the start of the host and then every <see cref="AuditOptions.AnchorEvery"/>. A broken chain is logged as critical.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="anchor">Where heads are kept, e.g. a <see cref="FileAuditAnchor"/> on a share that only allows adding.</param>
    public static ICrossdockBuilder AddAuditAnchor(this ICrossdockBuilder builder, IAuditAnchor anchor)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(anchor);
        builder.Services.AddSingleton(anchor);
        return builder;
    }
}
