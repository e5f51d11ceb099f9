using System.Globalization;

namespace Crossdock.Servers;

/// <summary>A Vendure 3.7.3 shop with what <see cref="VendureSeed"/> puts in.</summary>
public sealed class VendureServer : NpmShop
{
    private static readonly NpmProgram s_program = new("vendure", VendureSeed.Version, "package.json", "package-lock.json", "shop.js");

    private VendureServer(string folder, PostgreSqlServer postgreSql)
        : base(s_program, folder, postgreSql)
    {
    }

    /// <inheritdoc/>
    public override string Name => "Vendure 3.7.3";

    /// <summary>What connectors talk to.</summary>
    public Uri AdminApi => new(Address, "admin-api");

    /// <summary>What customers' browsers talk to.</summary>
    public Uri ShopApi => new(Address, "shop-api");

    /// <inheritdoc/>
    protected override TimeSpan Patience => TimeSpan.FromSeconds(120);

    /// <summary>Why Vendure cannot be started here; null when it can, as far as one can tell before its packages are installed.</summary>
    public static string? WhyNot() => WhyNotOf("Vendure");

    /// <summary>Makes a seeded shop and starts it. The first time on a machine takes two minutes; packages and seed are kept in the temporary folder.</summary>
    /// <exception cref="NotInstalledException">npm could not install it.</exception>
    public static Task<VendureServer> StartAsync() => StartAsync(WhyNot(), s_program, (folder, postgreSql) => new VendureServer(folder, postgreSql));

    /// <summary>A client of its own with all rights, that goes around the connector.</summary>
    public VendureApi Administer() => new(AdminApi, ApiKey);

    /// <inheritdoc/>
    protected override async Task SeedAsync()
    {
        await LaunchAsync(isEmpty: true).ConfigureAwait(false);
        using var api = new VendureApi(AdminApi, apiKey: null);
        await VendureSeed.RunAsync(api).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task<string> CreateApiKeyAsync()
    {
        using var api = new VendureApi(AdminApi, apiKey: null);
        return await VendureSeed.CreateApiKeyAsync(api).ConfigureAwait(false);
    }

    private protected override ServerProcess Start(bool isEmpty) => ServerProcess.Start(
        Folder,
        new Dictionary<string, string>
        {
            ["SHOP_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
            ["SHOP_PG_PORT"] = PostgreSql.Port.ToString(CultureInfo.InvariantCulture),
            ["SHOP_DATABASE"] = Database,
            ["SHOP_SYNC"] = isEmpty ? "1" : "0",
            ["VENDURE_DISABLE_TELEMETRY"] = "true",
        },
        "node",
        "shop.js");
}
