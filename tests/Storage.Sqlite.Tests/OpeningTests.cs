using Crossdock.Storage.Sqlite.Schema;
using Crossdock.TestKit.Conformance;
using Microsoft.Data.Sqlite;

namespace Crossdock.Storage.Sqlite.Tests;

/// <summary>A store that must not be used is refused at start, with what to do.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_in_use_is_refused_until_it_is_free()
    {
        await using (await _folder.OpenAsync())
        {
            (await RefusalAsync(StoreErrorKind.InUse)).ShouldContain("Stop that process, or give this host another path");
        }

        await using var store = await _folder.OpenAsync();
    }

    [Fact]
    public async Task A_text_file_is_refused()
    {
        await File.WriteAllTextAsync(_folder.Path, string.Concat(Enumerable.Repeat("These are meeting notes. ", 100)), Stop);

        (await RefusalAsync(StoreErrorKind.Corrupt)).ShouldContain("not a SQLite file");
    }

    [Fact]
    public async Task Another_application_s_database_is_refused_untouched()
    {
        Script("CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('ann'); PRAGMA user_version = 3");
        var before = await File.ReadAllBytesAsync(_folder.Path, Stop);

        (await RefusalAsync(StoreErrorKind.ForeignSchema)).ShouldContain("Give the host another path");

        (await File.ReadAllBytesAsync(_folder.Path, Stop)).ShouldBe(before);
    }

    [Fact]
    public async Task Another_application_s_marked_but_empty_database_is_refused()
    {
        Script("PRAGMA application_id = 1196444487");

        await RefusalAsync(StoreErrorKind.ForeignSchema);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_untouched()
    {
        await FillAsync(1);
        Script($"PRAGMA user_version = {StoreSchema.CurrentVersion + 1}");
        var before = await File.ReadAllBytesAsync(_folder.Path, Stop);

        (await RefusalAsync(StoreErrorKind.NewerSchema)).ShouldContain("Upgrade the Crossdock packages");

        (await File.ReadAllBytesAsync(_folder.Path, Stop)).ShouldBe(before);
    }

    [Theory]
    [InlineData(0, "header")]
    [InlineData(3, "inner page")]
    public async Task A_flipped_page_is_refused(int page, string where)
    {
        await FillAsync(500);
        Overwrite(page * 4096L, 4096);

        (await RefusalAsync(StoreErrorKind.Corrupt)).ShouldContain("restore the newest backup", customMessage: where);
    }

    [Fact]
    public async Task A_truncated_file_is_refused()
    {
        await FillAsync(500);
        using (var file = File.OpenWrite(_folder.Path))
        {
            file.SetLength(file.Length / 2);
        }

        await RefusalAsync(StoreErrorKind.Corrupt);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("overwritten")]
    [InlineData("removed")]
    public async Task A_log_that_lost_acknowledged_transactions_is_refused(string damage)
    {
        var dead = await CrashAsync();
        switch (damage)
        {
            case "cut":
                using (var file = File.OpenWrite(dead.WalPath))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "overwritten":
                dead.Overwrite(dead.WalPath, 40_000, 4096);
                break;
            default:
                File.Delete(dead.WalPath);
                break;
        }

        var error = await Should.ThrowAsync<StoreException>(() => dead.OpenAsync(SqliteSynchronousMode.Full));
        error.Kind.ShouldBe(StoreErrorKind.Corrupt);
        error.Message.ShouldContain("acknowledged transactions are missing");

        // What it says to do, works.
        File.Delete(dead.LockPath);
        await using (await dead.OpenAsync(SqliteSynchronousMode.Full))
        {
        }

        dead.Dispose();
    }

    [Fact]
    public async Task An_intact_log_is_taken_over()
    {
        using var dead = await CrashAsync();

        await using var store = await dead.OpenAsync(SqliteSynchronousMode.Full);

        (await store.ReadTotalsAsync(Stop)).Accepted.ShouldBe(100);
    }

    [Fact]
    public async Task A_lost_file_is_not_replaced_by_an_empty_one()
    {
        await FillAsync(1, SqliteSynchronousMode.Full);
        File.Delete(_folder.Path);

        (await RefusalAsync(StoreErrorKind.Corrupt)).ShouldContain("is missing or empty");
        File.Exists(_folder.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task An_older_backup_is_refused_until_it_is_meant()
    {
        await FillAsync(1, SqliteSynchronousMode.Full);
        File.Copy(_folder.Path, _folder.Path + ".backup");
        await FillAsync(2, SqliteSynchronousMode.Full);
        File.Move(_folder.Path + ".backup", _folder.Path, overwrite: true);

        (await RefusalAsync(StoreErrorKind.Corrupt, SqliteSynchronousMode.Full)).ShouldContain("If you restored a backup on purpose");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_made()
    {
        var path = Path.Combine(Path.GetDirectoryName(_folder.Path)!, "a", "b", "store.db");
        await using var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = path });

        await store.OpenAsync(Stop);

        File.Exists(path).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused()
    {
        await File.WriteAllTextAsync(_folder.Path, "", Stop);
        await using var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = Path.Combine(_folder.Path, "store.db") });

        (await Should.ThrowAsync<StoreException>(() => store.OpenAsync(Stop))).Kind.ShouldBe(StoreErrorKind.Unavailable);
    }

    [Fact]
    public async Task A_call_before_opening_or_after_closing_is_refused()
    {
        var store = new SqliteCrossdockStore(new SqliteStoreOptions { Path = _folder.Path });
        await Should.ThrowAsync<InvalidOperationException>(() => store.AcceptAsync(StoreInputs.Batch(), Stop));
        await Should.ThrowAsync<InvalidOperationException>(() => store.ReadTotalsAsync(Stop));

        await store.OpenAsync(Stop);
        await Should.ThrowAsync<InvalidOperationException>(() => store.OpenAsync(Stop));
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => store.AcceptAsync(StoreInputs.Batch(), Stop));
        await Should.ThrowAsync<ObjectDisposedException>(() => store.ReadTotalsAsync(Stop));
        await Should.ThrowAsync<ObjectDisposedException>(() => store.OpenAsync(Stop));
    }

    [Fact]
    public async Task The_file_is_marked_as_ours_and_safe_by_default()
    {
        new SqliteStoreOptions().Synchronous.ShouldBe(SqliteSynchronousMode.Full);
        await FillAsync(1);

        Number("PRAGMA application_id").ShouldBe(StoreSchema.ApplicationId);
        Number("PRAGMA user_version").ShouldBe(StoreSchema.CurrentVersion);
        Number("PRAGMA foreign_key_check").ShouldBeNull();
    }

    /// <summary>Copies a store's files mid-run, which is what a crash leaves.</summary>
    private async Task<StoreFolder> CrashAsync()
    {
        var dead = new StoreFolder();
        await using var store = await _folder.OpenAsync(SqliteSynchronousMode.Full);
        for (var n = 0; n < 100; n++)
        {
            await store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order($"SO-{n}")), Stop);
        }

        File.Copy(_folder.Path, dead.Path);
        File.Copy(_folder.WalPath, dead.WalPath);
        dead.WriteMark(store.Transactions);
        return dead;
    }

    private async Task FillAsync(int orders, SqliteSynchronousMode mode = SqliteSynchronousMode.Normal)
    {
        await using var store = await _folder.OpenAsync(mode);
        for (var n = 0; n < orders; n++)
        {
            await store.AcceptAsync(StoreInputs.Batch(StoreInputs.Order($"SO-{n}")), Stop);
        }
    }

    private async Task<string> RefusalAsync(StoreErrorKind kind, SqliteSynchronousMode mode = SqliteSynchronousMode.Normal)
    {
        var error = await Should.ThrowAsync<StoreException>(() => _folder.OpenAsync(mode));
        error.Kind.ShouldBe(kind, error.Message);
        error.Message.ShouldContain(_folder.Path);
        return error.Message;
    }

    private void Overwrite(long offset, int length) => _folder.Overwrite(_folder.Path, offset, length);

    private void Script(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long? Number(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long?;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
