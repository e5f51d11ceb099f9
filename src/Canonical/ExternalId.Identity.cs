namespace Crossdock.Canonical;

public sealed partial record ExternalId
{
    /// <summary>Makes an id.</summary>
    /// <param name="system">The system that issued it, as the connection is named.</param>
    /// <param name="value">The id as the system writes it.</param>
    /// <param name="entityType">What it identifies there; null when that is clear.</param>
    public static ExternalId Of(string system, string value, string? entityType = null) =>
        new() { System = system, Value = value, EntityType = entityType };

    /// <summary>True when both name the same record: display number, link and version do not count.</summary>
    public bool IsSameRecord(ExternalId other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return System == other.System && Tenant == other.Tenant && EntityType == other.EntityType && Value == other.Value;
    }

    /// <summary>System, kind and value, e.g. <c>erp/sale.order/17</c>.</summary>
    public override string ToString() => EntityType is null ? $"{System}/{Value}" : $"{System}/{EntityType}/{Value}";
}
