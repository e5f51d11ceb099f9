namespace Crossdock.Runtime;

/// <summary>The seams of all connections, one each.</summary>
internal sealed class ConnectionSeams
{
    private readonly Dictionary<string, ConnectionSeam> _seams = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Connection, string DocumentType), int> _readCosts = [];

    public ConnectionSeams(IEnumerable<ConnectionDescriptor> connections, CrossdockOptions options, SeamServices services)
    {
        foreach (var connection in connections)
        {
            var costs = connection.Manifest.Effects.Select(effect => effect.Cost).DefaultIfEmpty(1);
            _seams.TryAdd(connection.Name, new ConnectionSeam(connection.Name, options.QuotaOf(connection), costs.Min(), services));
            foreach (var source in connection.Manifest.Sources)
            {
                _readCosts[(connection.Name, source.DocumentType)] = source.Cost;
            }
        }
    }

    /// <summary>Points that one read of a source takes.</summary>
    public int CostOfReading(string connection, string documentType) => _readCosts.GetValueOrDefault((connection, documentType), 1);

    /// <summary>The seam of a registered connection.</summary>
    public ConnectionSeam Of(string connection) => _seams[connection];
}
