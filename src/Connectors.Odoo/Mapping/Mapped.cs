using Crossdock.Canonical;

namespace Crossdock.Connectors.Odoo;

/// <summary>Makes a change out of a record of Odoo.</summary>
internal static class Mapped
{
    public static Change<T> Change<T>(OdooRow row, string key, DateTimeOffset? version, Func<T> map)
        where T : class, ICanonicalDocument<T> => MappedChange.Of(row.Raw, key, version, "Odoo 19", map);

    /// <summary>The newest change of a record and its children.</summary>
    public static DateTimeOffset Newest(OdooRow row, params IEnumerable<OdooRow> children) => children.Prepend(row).Max(one => one.Stamp);
}
