using Crossdock.Storage.Sqlite.Engine;

namespace Crossdock.Storage.Sqlite.Schema;

/// <summary>Recognises a store's file and brings its tables up to date.</summary>
internal static class StoreSchema
{
    /// <summary>"CDK1": marks the file as ours in its header.</summary>
    public const int ApplicationId = 0x43444B31;

    /// <summary>Scripts in order; applying the one at index n makes version n + 1.</summary>
    private static readonly string[] Migrations =
        [SchemaVersion1.Script, SchemaVersion2.Script, SchemaVersion3.Script, SchemaVersion4.Script, SchemaVersion5.Script];

    /// <summary>The first version that keeps exceptions.</summary>
    private const int ExceptionsSince = 4;

    public static int CurrentVersion => Migrations.Length;

    /// <summary>Refuses files that are not ours, newer or damaged. Changes nothing.</summary>
    /// <exception cref="StoreException">The file must not be used; the text says what to do.</exception>
    public static void Verify(Database database, string path, bool checkIntegrity)
    {
        var application = database.Scalar("PRAGMA application_id");
        var version = database.Scalar("PRAGMA user_version");
        var isEmpty = application == 0 && version == 0 && database.Scalar("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && application != ApplicationId)
        {
            throw new StoreException(
                StoreErrorKind.ForeignSchema,
                $"'{path}' is a SQLite file of another application (application id 0x{application:x8}), not a Crossdock store. Give the host another path.");
        }

        if (version > CurrentVersion)
        {
            throw new StoreException(
                StoreErrorKind.NewerSchema,
                FormattableString.Invariant($"The store '{path}' has schema version {version}; this build knows up to {CurrentVersion}. Upgrade the Crossdock packages of this host to those that wrote the store, or restore a backup of before the upgrade."));
        }

        if (checkIntegrity && database.Texts("PRAGMA quick_check(10)") is not ["ok"] and var problems)
        {
            throw StoreErrors.Corrupt(path, string.Join("; ", problems));
        }
    }

    /// <summary>Applies what is missing, all of it or nothing.</summary>
    public static void Migrate(Database database)
    {
        var version = database.Scalar("PRAGMA user_version");
        if (version == CurrentVersion)
        {
            return;
        }

        database.Execute("BEGIN IMMEDIATE");
        try
        {
            for (var next = version; next < CurrentVersion; next++)
            {
                database.Execute(Migrations[next]);
            }

            if (version is > 0 and < ExceptionsSince)
            {
                ExceptionFilling.Fill(database);
            }

            database.Execute(FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {CurrentVersion}"));
            database.Execute("COMMIT");
        }
        catch
        {
            if (!database.IsIdle)
            {
                database.Execute("ROLLBACK");
            }

            throw;
        }
    }
}
