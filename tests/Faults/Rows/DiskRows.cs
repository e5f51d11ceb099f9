using System.Diagnostics;
using System.Globalization;
using Crossdock.Faults.Processes;
using Crossdock.Storage.Sqlite.Engine;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Faults.Rows;

/// <summary>The disk under a SQLite store is full, fails, is locked, or goes back in time.</summary>
[Collection<OneAtATime>]
public sealed class DiskRows
{
    private const int Seeds = 3;
    private const int Orders = 4;

    [Fact(Explicit = true)]
    public Task A_full_disk_loses_nothing_and_work_goes_on_when_there_is_space() => Row.RunAsync(6, "disk full (tmpfs), SQLite", Seeds, async (seed, folder) =>
    {
        await using var books = await RemoteBooks.StartAsync(folder, seed, faults: 0);
        using var disk = SmallDisk.TryMount(Path.Combine(folder, "disk"), kibibytes: 700 + (100 * seed));
        Assert.SkipWhen(disk is null, "This needs the permission to mount a small tmpfs.");
        var store = "sqlite:" + Path.Combine(disk.Path, "store.db");
        var problems = new List<string>();
        await using (var life = LifeProcess.Start(store, books.Address))
        {
            (await life.StartedAsync()).ShouldBeTrue(life.Said);
            for (var batch = 0; batch < 30 && !disk.IsFull; batch++)
            {
                books.Place(10);
                await books.CompletesWithinAsync(TimeSpan.FromSeconds(4), () => disk.IsFull);
            }

            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None);
            problems.AddRange(disk.IsFull ? [] : [$"seed {seed}: the disk never was full"]);
            problems.AddRange(life.HasExited ? [$"seed {seed}: the host died of a full disk: {life.Said}"] : []);
            if (seed % 2 == 0)
            {
                await life.KillAsync(); // and again: without space it may refuse to start, but has to say why
                await using var cramped = LifeProcess.Start(store, books.Address);
                problems.AddRange(await cramped.StartedAsync() || cramped.Said.Contains("refused Unavailable", StringComparison.Ordinal) ? [] : [$"seed {seed}: {cramped.Said}"]);
            }

            disk.Grow();
            await using var next = seed % 2 == 0 ? LifeProcess.Start(store, books.Address) : null;
            var last = next ?? life;
            await books.CompletesWithinAsync(TimeSpan.FromSeconds(60));
            var end = await last.FinishAsync();
            problems.AddRange(end?.StartsWith("finished", StringComparison.Ordinal) == true ? [] : [$"seed {seed}: {end}; {last.Said}"]);
        }

        var verdict = books.Check($"seed {seed}");
        return new SeedResult(verdict, await books.FindRegressionsAsync(), problems);
    });

    [Fact(Explicit = true)]
    public Task A_disk_that_fails_a_sync_is_not_trusted_until_the_restart() => Row.RunAsync(7, "EIO on a sync (engine seam), SQLite", Seeds, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = 3 + new Random(seed).Next(30);
        var store = run.NewStore(new FaultPoints
        {
            BeforeCommit = () =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    failed.TrySetResult();
                    throw new SqliteException("disk I/O error", raw.SQLITE_IOERR, raw.SQLITE_IOERR_FSYNC);
                }
            },
        });
        await run.LiveAsync(Orders, store, during: async _ =>
        {
            await failed.Task.WaitAsync(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None);
        });
        return await run.JudgeAsync(await run.LiveAsync(0));
    });

    [Fact(Explicit = true)]
    public Task Somebody_else_holds_the_file_for_longer_than_we_wait() => Row.RunAsync(8, "store locked for 7 s; an old snapshot kept open", 2, async (seed, folder) =>
    {
        await using var run = await WireRun.StartAsync(seed, folder);
        string? end = null;
        await run.LiveAsync(Orders, during: async store =>
        {
            await using var reader = new SqliteConnection($"Data Source={run.StorePath};Pooling=False");
            await reader.OpenAsync();
            await using var snapshot = reader.BeginTransaction(deferred: true);
            await ExecuteAsync(reader, "SELECT count(*) FROM sqlite_master");
            await Task.Delay(TimeSpan.FromMilliseconds(100 + (seed * 70)), TimeProvider.System, CancellationToken.None);
            await using (var writer = new SqliteConnection($"Data Source={run.StorePath};Pooling=False"))
            {
                await writer.OpenAsync();
                await ExecuteAsync(writer, "BEGIN IMMEDIATE");
                await Task.Delay(TimeSpan.FromSeconds(7), TimeProvider.System, CancellationToken.None);
                await ExecuteAsync(writer, "ROLLBACK");
            }

            end = await run.EndAsync(store);
        });
        return await run.JudgeAsync(end);
    });

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class SmallDisk : IDisposable
    {
        private SmallDisk(string path) => Path = path;

        public string Path { get; }

        public bool IsFull => new DriveInfo(Path).AvailableFreeSpace < 48 * 1024;

        public static SmallDisk? TryMount(string path, int kibibytes)
        {
            Directory.CreateDirectory(path);
            return OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kibibytes}k"), "tmpfs", path) ? new SmallDisk(path) : null;
        }

        public void Grow() => Run("mount", "-o", "remount,size=256m", Path).ShouldBeTrue();

        public void Dispose() => Run("umount", "-l", Path);

        private static bool Run(string program, params string[] args)
        {
            using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
