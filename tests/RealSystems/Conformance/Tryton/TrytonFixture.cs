using System.Text.Json;
using Crossdock.Connectors.Tryton;
using Crossdock.RealSystems.Tryton;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Connections to a live Tryton over the wire of a rule, and what people there do past the connector.</summary>
internal sealed class TrytonFixture(SqliteTryton live) : ErpFixture
{
    private static readonly string[] s_reads = [".read", ".search_read", ".get_preferences", ".on_change", ".on_change_with"];
    private Erp? _beside;
    private TrytonRpc? _people;

    public override ConnectorManifest Manifest => TrytonConnector.Manifest;

    public override ErpDesk Desk => field ??= new TrytonDesk(this);

    protected override string StampFormat => "yyyy-MM-dd HH:mm:ss.ffffff";

    private TrytonServer Server => live.System;

    public async Task<TrytonRpc> PeopleAsync() => _people ??= await Server.LogInAsync();

    public override Task<IConnector> ConnectAsync(ConnectionSetup setup) => Task.FromResult(Connect(setup, builder => Erp.Add(builder, Name, Server, options =>
    {
        options.Http.ReadRetries = 0;
        options.Password = Secret(setup, TrytonServer.Password);
        options.Overlap = Overlap;
        options.ChangesSince = Since;
    })));

    /// <summary>Sessions and the server's notes about open wizards are no business records.</summary>
    public override bool IsWrite(HttpRequestMessage request, string body)
    {
        using var call = JsonDocument.Parse(body);
        var method = call.RootElement.GetProperty("method").GetString()!;
        return method != "common.db.login"
            && !s_reads.Any(read => method.EndsWith(read, StringComparison.Ordinal))
            && !(method.StartsWith("wizard.", StringComparison.Ordinal) && !method.EndsWith(".execute", StringComparison.Ordinal));
    }

    public override Task ResetServerAsync() => Server.ResetAsync();

    public override Task<int> ChangeTablesAsync(string sql) => Server.ChangeAsync(sql);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _people?.Dispose();
        if (_beside is not null)
        {
            await _beside.DisposeAsync();
        }
    }

    protected override Task<IReadOnlyList<IReadOnlyList<string?>>> QueryAsync(string sql) => Server.QueryAsync(sql);

    protected override Task DoBesideAsync<T>(T command) => (_beside ??= new Erp(Server)).DoAsync(command);
}
