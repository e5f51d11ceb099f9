using System.Text;
using System.Text.Json;

namespace Crossdock.TestKit.Fakes;

/// <summary>
/// Append-only JSON lines. What was appended survives the death of the process (it is handed to the operating system
/// before the answer is sent), not the death of the machine: there is no fsync.
/// </summary>
/// <typeparam name="TEvent">Base type of the events.</typeparam>
internal sealed class Journal<TEvent> : IDisposable
{
    private readonly FileStream? _file;

    private Journal(FileStream? file) => _file = file;

    /// <summary>Opens the journal and replays it. A null path keeps nothing.</summary>
    /// <exception cref="FakeJournalException">A line other than a torn last one cannot be read.</exception>
    public static Journal<TEvent> Open(string? directory, string name, Action<TEvent> apply)
    {
        if (directory is null)
        {
            return new Journal<TEvent>(null);
        }

        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, name + ".jsonl");
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            file.SetLength(Replay(file, path, apply));
            file.Seek(0, SeekOrigin.End);
            return new Journal<TEvent>(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Append(TEvent @event)
    {
        if (_file is null)
        {
            return;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(@event, FakeJson.Options);
        var line = new byte[json.Length + 1];
        json.CopyTo(line, 0);
        line[^1] = (byte)'\n';
        _file.Write(line);
        _file.Flush();
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Applies every whole line and returns where the last one ends: a torn tail was never acknowledged and is cut off.</summary>
    private static long Replay(FileStream file, string path, Action<TEvent> apply)
    {
        long end = 0;
        var number = 0;
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            number++;
            var next = end + Encoding.UTF8.GetByteCount(line) + 1;
            if (next > file.Length)
            {
                break;
            }

            try
            {
                apply(JsonSerializer.Deserialize<TEvent>(line, FakeJson.Options) ?? throw new JsonException("null"));
            }
            catch (Exception exception) when (exception is JsonException or NotSupportedException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FakeJournalException($"{path}: line {number} cannot be read ({exception.Message}). Use another data directory, or remove this one to start empty.", exception);
            }

            end = next;
        }

        return end;
    }
}
