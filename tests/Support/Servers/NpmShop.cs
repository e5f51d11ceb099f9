using System.Globalization;

namespace Crossdock.Servers;

/// <summary>A shop from npm on a PostgreSQL of its own. What a fresh one holds is made once and kept, and each reset begins with it.</summary>
public abstract class NpmShop : IRealSystem
{
    /// <summary>The shop's database.</summary>
    protected const string Database = "shop";

    private const int OldestNode = 20;
    private readonly NpmProgram _program;
    private readonly SeededDatabase _database;
    private ServerProcess? _process;

    private protected NpmShop(NpmProgram program, string folder, PostgreSqlServer postgreSql) =>
        (_program, Folder, PostgreSql, _database) = (program, folder, postgreSql, new SeededDatabase(postgreSql, Database));

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    /// <summary>A key of an administrator; a reset makes a new one.</summary>
    public string ApiKey { get; private set; } = "";

    /// <inheritdoc/>
    public string Log => _process?.Log ?? "";

    /// <summary>The program and its packages.</summary>
    protected string Folder { get; }

    /// <summary>The shop's server.</summary>
    protected PostgreSqlServer PostgreSql { get; }

    /// <summary>Where the shop listens.</summary>
    protected int Port { get; private set; }

    /// <summary>The shop's database, as its program takes it.</summary>
    protected string Url => _database.Url;

    /// <summary>How long the shop may take to answer.</summary>
    protected abstract TimeSpan Patience { get; }

    /// <inheritdoc/>
    public async Task ResetAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _database.ResetAsync().ConfigureAwait(false);
        await LaunchAsync(isEmpty: false).ConfigureAwait(false);
        ApiKey = await CreateApiKeyAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the shop at once and starts it on the same data and port, as after a crash of its host.</summary>
    public async Task RestartAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await LaunchAsync(isEmpty: false).ConfigureAwait(false);
    }

    /// <summary>Asks the shop's own tables.</summary>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> QueryAsync(string sql) => SqlRows.ReadAsync(_database.Connect(), sql);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await PostgreSql.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Why a shop cannot be started here; null when it can, as far as one can tell before its packages are installed.</summary>
    protected static string? WhyNotOf(string shop) => PostgreSqlServer.WhyNot ?? (NpmProgram.NodeVersion() switch
    {
        null => $"Node.js or npm is not installed, and {shop} needs them. Install Node.js {OldestNode} or later with npm and run again.",
        < OldestNode => $"Node.js is too old for {shop}. Install Node.js {OldestNode} or later and run again.",
        _ => null,
    });

    private protected static async Task<TShop> StartAsync<TShop>(string? whyNot, NpmProgram program, Func<string, PostgreSqlServer, TShop> make)
        where TShop : NpmShop
    {
        if (whyNot is { } reason)
        {
            throw new NotInstalledException(reason);
        }

        var folder = await program.FindOrInstallAsync().ConfigureAwait(false);
        var shop = make(folder, await PostgreSqlServer.StartAsync(isDurable: false).ConfigureAwait(false));
        try
        {
            await shop.PrepareAsync().ConfigureAwait(false);
            await shop.ResetAsync().ConfigureAwait(false);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Starts the program; <paramref name="isEmpty"/> when its database is.</summary>
    private protected abstract ServerProcess Start(bool isEmpty);

    /// <summary>Fills an empty database with what a fresh shop holds.</summary>
    protected abstract Task SeedAsync();

    /// <summary>Makes a key.</summary>
    protected abstract Task<string> CreateApiKeyAsync();

    /// <summary>Starts the shop and waits until it answers.</summary>
    protected async Task LaunchAsync(bool isEmpty)
    {
        _process = Start(isEmpty);
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        await _process.WaitUntilAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("health", UriKind.Relative)).ConfigureAwait(false);
                return answer.IsSuccessStatusCode;
            },
            Patience).ConfigureAwait(false);
    }

    private async Task PrepareAsync()
    {
        Port = ServerProcess.FreePort();
        await _database.PrepareAsync(
            _program.Kept("dump"),
            async () =>
            {
                await SeedAsync().ConfigureAwait(false);
                await StopAsync().ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }
}
