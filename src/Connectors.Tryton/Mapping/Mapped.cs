using Crossdock.Canonical;

namespace Crossdock.Connectors.Tryton;

/// <summary>Makes a change out of a record of Tryton.</summary>
internal static class Mapped
{
    public static Change<T> Change<T>(TrytonRow row, string key, DateTimeOffset? version, Func<T> map)
        where T : class, ICanonicalDocument<T> => MappedChange.Of(row.Raw, key, version, "Tryton 6.0", map);
}
