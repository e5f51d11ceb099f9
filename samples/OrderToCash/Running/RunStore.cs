using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Crossdock.OrderToCash;

/// <summary>Where a run keeps its state: a SQLite file, or a PostgreSQL database that several processes share.</summary>
/// <param name="Path">The SQLite file; for a database the beginning of the names of the files that stand beside it on this machine.</param>
/// <param name="ConnectionString">The database; null for a SQLite file.</param>
internal sealed record RunStore(string Path, string? ConnectionString = null)
{
    /// <summary>What <c>--store</c> was given, without a password.</summary>
    public string Name => ConnectionString is null ? Path : $"\"{WithoutPassword(ConnectionString)}\"";

    public bool IsShared => ConnectionString is not null;

    /// <summary>True when the text is meant as a connection string.</summary>
    public static bool IsConnectionString(string text) => text.StartsWith("Host=", StringComparison.OrdinalIgnoreCase);

    /// <summary>The store of what <c>--store</c> was given.</summary>
    public static RunStore Of(string text) => IsConnectionString(text) ? new RunStore(BesideDatabase(text), text) : new RunStore(text);

    // The same database has the same files, whatever the order of the settings; a password is not part of it.
    private static string BesideDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var identity = FormattableString.Invariant($"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..12];
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"crossdock-order-to-cash-{hash}"));
        return System.IO.Path.Combine(folder.FullName, "run");
    }

    private static string WithoutPassword(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Remove("Password");
        settings.Remove("Passfile");
        return settings.ConnectionString;
    }
}
