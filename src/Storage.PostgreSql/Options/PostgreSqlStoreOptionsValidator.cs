using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Crossdock.Storage.PostgreSql;

/// <summary>Checks <see cref="PostgreSqlStoreOptions"/>; every problem names its configuration path, none the connection string.</summary>
internal sealed partial class PostgreSqlStoreOptionsValidator : IValidateOptions<PostgreSqlStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgreSqlStoreOptions options)
    {
        var problems = new List<string>();
        CheckConnection(options, problems);
        CheckSchema(options.Schema, problems);
        CheckRange(nameof(options.MaxGroupOperations), options.MaxGroupOperations, 1, 10_000, problems);
        CheckRange(nameof(options.MaxGroupBytes), options.MaxGroupBytes, 4096, int.MaxValue, problems);
        CheckRange(nameof(options.QueueCapacity), options.QueueCapacity, 1, 1_000_000, problems);
        CheckRange(nameof(options.MaxPoolSize), options.MaxPoolSize, 2, 1000, problems);
        CheckTime(nameof(options.CommandTimeout), options.CommandTimeout, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10), problems);
        CheckTime(nameof(options.RetryTime), options.RetryTime, TimeSpan.Zero, TimeSpan.FromMinutes(10), problems);
        CheckTime(nameof(options.MaxClockSkew), options.MaxClockSkew, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckConnection(PostgreSqlStoreOptions options, List<string> problems)
    {
        var path = PathOf(nameof(options.ConnectionString));
        if (options.DataSource is not null)
        {
            if (options.ConnectionString is not null)
            {
                problems.Add($"{path} is set together with {nameof(options.DataSource)}; set one of them.");
            }
        }
        else if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            problems.Add($"{path} is empty; say how to reach the database, e.g. 'Host=db;Database=crossdock;Username=crossdock;Password=…'.");
        }
        else
        {
            try
            {
                if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(options.ConnectionString).Host))
                {
                    problems.Add($"{path} names no host; add 'Host=…'.");
                }
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
            {
                // The reason would quote parts of it, which may be the password.
                problems.Add($"{path} can't be read; write it as 'Host=…;Database=…;Username=…;Password=…', with values that hold a ';' in quotes.");
            }
        }
    }

    private static void CheckSchema(string? schema, List<string> problems)
    {
        if (schema is null || !SchemaName().IsMatch(schema) || schema.StartsWith("pg_", StringComparison.Ordinal) || schema is "public" or "information_schema")
        {
            problems.Add(
                $"{PathOf(nameof(PostgreSqlStoreOptions.Schema))} is '{schema}'; give the store a schema of its own, of lower-case letters, digits and underscores, e.g. 'crossdock'.");
        }
    }

    private static void CheckRange(string option, int value, int least, int most, List<string> problems)
    {
        if (value < least || value > most)
        {
            problems.Add(FormattableString.Invariant($"{PathOf(option)} is {value}; it must be {least} to {most}."));
        }
    }

    private static void CheckTime(string option, TimeSpan value, TimeSpan least, TimeSpan most, List<string> problems)
    {
        if (value < least || value > most)
        {
            problems.Add(FormattableString.Invariant($"{PathOf(option)} is {value}; it must be {least} to {most}."));
        }
    }

    private static string PathOf(string option) => $"{PostgreSqlStoreOptions.Section}:{option}";

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
