using Crossdock.Connectors.Odoo;
using Crossdock.RealSystems.Odoo;
using Crossdock.Servers;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

/// <summary>Connections to a live Odoo over the wire of a rule, and what people there do past the connector.</summary>
internal sealed class OdooFixture(LiveOdoo live) : ErpFixture
{
    private static readonly string[] s_reads = ["read", "search_read", "fields_get", "context_get"];
    private Erp? _beside;
    private bool _hasGoods;
    private OdooRpc? _people;

    public override ConnectorManifest Manifest => OdooConnector.Manifest;

    public override ErpDesk Desk => field ??= new OdooDesk(this);

    public OdooRpc People => _people ??= Server.LogIn();

    /// <summary>The server takes a quarter of an hour for all rules, so they are for the thorough run.</summary>
    private OdooServer Server
    {
        get
        {
            ThoroughRun.Require("Odoo is slow");
            return live.System;
        }
    }

    public override Task<IConnector> ConnectAsync(ConnectionSetup setup) => Task.FromResult(Connect(setup, builder => Erp.Add(builder, Name, Server, options =>
    {
        options.Http.ReadRetries = 0;
        options.ApiKey = Secret(setup, Server.ApiKey);
        options.Overlap = Overlap;
        options.ChangesSince = Since;
    })));

    /// <summary>Every call is a POST; the method tells what it does.</summary>
    public override bool IsWrite(HttpRequestMessage request, string body) => !s_reads.Contains(request.RequestUri!.Segments[^1]);

    /// <summary>Waits for the next second: a time-stamp in Odoo is a whole one, so that what people change in the second in which they made it has the same version.</summary>
    public static Task NextSecondAsync() => Task.Delay(TimeSpan.FromMilliseconds(1001 - TimeProvider.System.GetUtcNow().Millisecond), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Enough for all rules: Odoo reserves the goods of each sale at once, so that those of earlier rules would leave none.</summary>
    public async Task HaveGoodsAsync()
    {
        if (!_hasGoods)
        {
            await Desk.CountAsync(ErpDocuments.Sku, 1_000_000);
            _hasGoods = true;
        }
    }

    public override Task ResetServerAsync() => Server.ResetAsync();

    public override async Task<int> ChangeTablesAsync(string sql) => (await QueryAsync(sql + " RETURNING id")).Count;

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

    protected override async Task DoBesideAsync<T>(T command)
    {
        await HaveGoodsAsync();
        await (_beside ??= new Erp(Server)).DoAsync(command);
    }
}
