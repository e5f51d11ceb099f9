using Crossdock;
using Crossdock.Canonical;
using Crossdock.OwnHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// OwnHost FOLDER: takes every *.json order in FOLDER and submits it to an ERP that keeps one file per order in FOLDER/erp.
var folder = args.Length == 1 ? args[0] : throw new ArgumentException("Say which folder holds the orders: OwnHost FOLDER");

var builder = Host.CreateApplicationBuilder();
builder.Services.AddCrossdock(crossdock => crossdock
    .AddSqliteStore(store => store.Path = Path.Combine(folder, "crossdock.db"))
    .AddFolderErp("erp", erp => erp.Path = Path.Combine(folder, "erp"))
    .AddFlow("orders-from-files", flow => flow.On<Order>("files").Pushed().Submit("erp")));

using var host = builder.Build();
await host.StartAsync();

var intake = host.Services.GetRequiredService<IIntake>();
foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
{
    var result = await intake.AcceptAsync<Order>("files", await File.ReadAllBytesAsync(file));
    Console.WriteLine($"{Path.GetFileName(file)}: {result.Disposition}");
    result.Problems.ToList().ForEach(problem => Console.WriteLine($"  {problem}"));
}

var monitor = host.Services.GetRequiredService<ICrossdockMonitor>();
while ((await monitor.ReadStatusAsync(default)).Unfinished > 0)
{
    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
}

await host.StopAsync();
