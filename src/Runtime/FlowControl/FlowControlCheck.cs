namespace Crossdock.Runtime;

/// <summary>Finds quotas under which something could never be sent, and batches that nobody can send.</summary>
internal static class FlowControlCheck
{
    private const int MostPoints = 1_000_000;

    public static IEnumerable<string> FindProblems(CrossdockOptions options, IEnumerable<ConnectionDescriptor> connections)
    {
        var known = connections.ToList();
        foreach (var name in options.Connections.Keys.Where(name => known.TrueForAll(connection => connection.Name != name)))
        {
            yield return $"Crossdock:Connections:{name}: no connection of that name is registered; correct the name or remove the section.";
        }

        foreach (var connection in known)
        {
            var own = options.Connections.TryGetValue(connection.Name, out var found) ? found : null;
            var path = $"Crossdock:Connections:{connection.Name}";
            if (own?.MaxConcurrency is < 1 or > 1024)
            {
                yield return $"{path}:MaxConcurrency is {own.MaxConcurrency}; it must be 1 to 1024.";
            }

            if (own is not null && connection.Manifest.Quota is null && (own.Quota.Capacity is null) != (own.Quota.Refill is null))
            {
                yield return $"{path}:Quota needs both Capacity and Refill, since the connector '{connection.Manifest.System}' declares no quota.";
            }
            else if (options.QuotaOf(connection) is { } quota)
            {
                foreach (var problem in FindProblems(path, quota, connection.Manifest))
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<string> FindProblems(string path, QuotaManifest quota, ConnectorManifest manifest)
    {
        if (quota.Capacity is < 1 or > MostPoints)
        {
            yield return $"{path}:Quota:Capacity is {quota.Capacity}; it must be 1 to {MostPoints}.";
        }

        if (quota.Refill is < 1 or > MostPoints)
        {
            yield return $"{path}:Quota:Refill is {quota.Refill}; it must be 1 to {MostPoints}.";
        }

        if (quota.Per <= TimeSpan.Zero || quota.Per > TimeSpan.FromDays(1))
        {
            yield return $"{path}:Quota:Per is {quota.Per:c}; it must be more than zero and at most a day.";
        }

        // A probe and the send that may follow it are paid for together, or a short bucket would be spent on probes only.
        foreach (var effect in manifest.Effects.Where(effect => effect.Cost + effect.ProbeCost > quota.Capacity))
        {
            yield return $"{path}:Quota:Capacity is {quota.Capacity}, but '{effect.Operation.Name}' costs {effect.Cost} and a probe of it {effect.ProbeCost}; it could never be sent. Raise the capacity to at least {effect.Cost + effect.ProbeCost}.";
        }

        foreach (var source in manifest.Sources.Where(source => source.Cost > quota.Capacity))
        {
            yield return $"{path}:Quota:Capacity is {quota.Capacity}, but a read of '{source.DocumentType}' costs {source.Cost}; it could never be read. Raise the capacity.";
        }
    }
}
