using Microsoft.Extensions.Options;

namespace Crossdock.Storage.Sqlite;

/// <summary>Checks <see cref="SqliteStoreOptions"/>; every problem names its configuration path.</summary>
internal sealed class SqliteStoreOptionsValidator : IValidateOptions<SqliteStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteStoreOptions options)
    {
        var problems = new List<string>();
        CheckPath(options.Path, problems);
        if (!Enum.IsDefined(options.Synchronous))
        {
            problems.Add($"{PathOf(nameof(options.Synchronous))} is '{options.Synchronous}'; use Full or Normal.");
        }

        CheckRange(nameof(options.MaxGroupOperations), options.MaxGroupOperations, 1, 10_000, problems);
        CheckRange(nameof(options.MaxGroupBytes), options.MaxGroupBytes, 4096, int.MaxValue, problems);
        CheckRange(nameof(options.QueueCapacity), options.QueueCapacity, 1, 1_000_000, problems);
        CheckRange(nameof(options.CacheKibibytes), options.CacheKibibytes, 1024, 16 * 1024 * 1024, problems);
        CheckRange(nameof(options.CheckpointPages), options.CheckpointPages, 100, 1_000_000, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckPath(string? path, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            problems.Add($"{PathOf(nameof(SqliteStoreOptions.Path))} is empty; name the store's file, e.g. 'data/crossdock.db'.");
        }
        else if (path.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{PathOf(nameof(SqliteStoreOptions.Path))} is '{path}'; it must be a plain file path, since a store in memory would lose accepted input.");
        }
        else if (Directory.Exists(path))
        {
            problems.Add($"{PathOf(nameof(SqliteStoreOptions.Path))} is '{path}', which is a folder; name a file in it.");
        }
    }

    private static void CheckRange(string option, int value, int least, int most, List<string> problems)
    {
        if (value < least || value > most)
        {
            problems.Add(FormattableString.Invariant($"{PathOf(option)} is {value}; it must be {least} to {most}."));
        }
    }

    private static string PathOf(string option) => $"{SqliteStoreOptions.Section}:{option}";
}
