using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Crossdock.OrderToCash;

/// <summary>
/// Writes warnings and errors to a file beside the store. With faults injected there are many, and between progress bars
/// nobody could read them.
/// </summary>
internal sealed class WarningsFile(string path, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _lock = new();
    private StreamWriter? _writer;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {level} {category}: {message}");
        lock (_lock)
        {
            _writer ??= new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
            _writer.WriteLine(line);
            if (exception is not null)
            {
                _writer.WriteLine(exception);
            }
        }
    }

    private sealed class Category(WarningsFile file, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                file.Write(logLevel, name, formatter(state, exception), exception);
            }
        }
    }
}
