using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.TestKit.Fakes;

namespace Crossdock.OrderToCash;

/// <summary>
/// The fake shop, payment provider, ERP and warehouse as anybody outside sees them: over HTTP. Their ledger and control endpoints are not the
/// connectors' business; the run uses them to place orders and to check the result.
/// </summary>
internal sealed class RemoteSystems : IAsyncDisposable
{
    private const int OrdersPerRequest = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private readonly HttpClient _client;
    private readonly FakeSystems? _own;

    private RemoteSystems(Uri address, FakeSystems? own)
    {
        // A base address without the final slash would lose its last segment.
        _client = new HttpClient { BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), Timeout = TimeSpan.FromSeconds(30) };
        _own = own;
    }

    /// <summary>Root of the server.</summary>
    public Uri Address => _client.BaseAddress!;

    /// <summary>Root of one system's API: <c>shop</c>, <c>payments</c>, <c>erp</c> or <c>warehouse</c>.</summary>
    public Uri AddressOf(string system) => new(Address, system + "/");

    /// <summary>Starts the systems in this process, or finds the running ones.</summary>
    /// <exception cref="CannotRunException">They cannot be started or do not answer.</exception>
    public static async Task<RemoteSystems> ConnectAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var own = plan.Record.Remote is null ? await StartAsync(plan, cancellationToken) : null;
        var systems = new RemoteSystems(plan.Record.Remote ?? own!.BaseAddress, own);
        try
        {
            using var answer = await systems._client.GetAsync("health", cancellationToken);
            answer.EnsureSuccessStatusCode();
            return systems;
        }
        catch (Exception exception) when (exception is HttpRequestException || IsAway(exception))
        {
            await systems.DisposeAsync();
            throw new CannotRunException($"--remote: no FakeSystems answers at {systems.Address} ({exception.Message}). Start it first, and give the address it prints.", exception);
        }
    }

    /// <summary>True when nobody answered, so that the same call may work once the systems are back.</summary>
    public static bool IsAway(Exception exception) =>
        exception is HttpRequestException { StatusCode: null } or IOException or TaskCanceledException { InnerException: TimeoutException };

    /// <summary>Places orders in the shop. An order whose number the shop knows is left alone, so a request without an answer is simply sent again.</summary>
    /// <param name="orders">Orders as the shop's API shows them.</param>
    /// <param name="refunded">Numbers of those whose customers get a part of their money back; null for orders that nobody pays.</param>
    /// <param name="placed">Told how many more are there now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops between requests.</param>
    public async Task PlaceAsync(IEnumerable<JsonObject> orders, IReadOnlySet<string>? refunded, Action<int> placed, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var part in orders.Chunk(OrdersPerRequest))
        {
            var body = new JsonObject
            {
                ["orders"] = new JsonArray([.. part]),
                ["pay"] = refunded is not null,
                ["refunds"] = new JsonArray([.. part.Select(ShopOrders.Number).Where(number => refunded?.Contains(number) == true).Select(number => JsonValue.Create(number))]),
            };
            while (!await TryPlaceAsync(body, cancellationToken))
            {
                await Task.Delay(s_pause, time, cancellationToken);
            }

            placed(part.Length);
        }
    }

    /// <summary>Reads how many documents each system holds, per ledger and shop order number.</summary>
    public async Task<RemoteCounts> ReadCountsAsync(CancellationToken cancellationToken) =>
        new(await _client.GetFromJsonAsync<Dictionary<string, Dictionary<string, long>>>("ledger", cancellationToken) ?? []);

    /// <summary>Reads counts and amounts.</summary>
    public async Task<RemoteLedger> ReadLedgerAsync(CancellationToken cancellationToken)
    {
        var counts = await ReadCountsAsync(cancellationToken);
        var amounts = await _client.GetFromJsonAsync<Dictionary<string, RemoteOrderAmounts>>("ledger/amounts", RemoteOrderAmounts.Json, cancellationToken) ?? [];
        return new RemoteLedger(counts, amounts);
    }

    /// <summary>Reads how many faults were injected, per kind.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadFaultsAsync(CancellationToken cancellationToken)
    {
        var faults = await _client.GetFromJsonAsync<JsonElement>("faults", cancellationToken);
        return faults.GetProperty("counts").GetProperty("byKind").EnumerateObject().ToDictionary(kind => kind.Name, kind => kind.Value.GetInt64());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private async Task<bool> TryPlaceAsync(JsonObject body, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.PostAsJsonAsync("control/orders", body, cancellationToken);
            answer.EnsureSuccessStatusCode();
            return true;
        }
        catch (Exception exception) when (IsAway(exception))
        {
            return false;
        }
    }

    private static async Task<FakeSystems> StartAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await FakeSystems.StartAsync(
                new FakeSystemsOptions
                {
                    DataDirectory = plan.SystemsDirectory,
                    Faults = new FaultPlan { Rate = plan.Record.Faults, Seed = plan.Record.Seed },
                    ShipDelay = TimeSpan.FromMilliseconds(100),
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FakeJournalException)
        {
            throw new CannotRunException($"--store: the journals in {plan.SystemsDirectory} cannot be used: {exception.Message} Is another process running on this store?", exception);
        }
    }
}
