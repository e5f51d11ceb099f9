using System.Text;
using System.Text.Json;

namespace Crossdock;

/// <summary>
/// Keeps audit heads in a file that only grows, one line of JSON each. Put it on a share that only allows adding (or ship its lines elsewhere): whoever can change this
/// file and the store can hide a change.
/// </summary>
/// <param name="path">The file; made when it is not there.</param>
public sealed class FileAuditAnchor(string path) : IAuditAnchor
{
    /// <inheritdoc/>
    public async Task AppendAsync(IReadOnlyList<AuditHead> heads, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var lines = new StringBuilder();
        foreach (var head in heads)
        {
            lines.Append(JsonSerializer.Serialize(new AnchorLine(head.Tenant, head.Sequence, head.Hash, at.ToUniversalTime()), AnchorJson.Default.AnchorLine)).Append('\n');
        }

        // Read first, so that what a crash cut off is ended and not mixed with the new line.
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > 0)
            {
                stream.Seek(-1, SeekOrigin.End);
                if (stream.ReadByte() != '\n')
                {
                    lines.Insert(0, '\n');
                }
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditHead>> ReadAsync(string tenant, CancellationToken cancellationToken) =>
        [.. (await ReadLinesAsync(cancellationToken).ConfigureAwait(false)).Where(line => line.Tenant == tenant).Select(line => new AuditHead(line.Tenant, line.Sequence, line.Hash))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListTenantsAsync(CancellationToken cancellationToken) =>
        [.. (await ReadLinesAsync(cancellationToken).ConfigureAwait(false)).Select(line => line.Tenant).Distinct()];

    private async Task<List<AnchorLine>> ReadLinesAsync(CancellationToken cancellationToken)
    {
        var heads = new List<AnchorLine>();
        if (!File.Exists(path))
        {
            return heads;
        }

        await foreach (var line in File.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (Parse(line) is { } head)
            {
                heads.Add(head);
            }
        }

        return heads;
    }

    // A line that a crash cut off was never told to be kept.
    private static AnchorLine? Parse(string line)
    {
        try
        {
            return line.Length > 0 && JsonSerializer.Deserialize(line, AnchorJson.Default.AnchorLine) is { Tenant: not null, Hash: not null } head ? head : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
