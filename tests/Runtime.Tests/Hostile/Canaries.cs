using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Hostile;

/// <summary>Fault 55: what is personal or secret in documents and exceptions reaches the remote it is for, and no log, trace, metric, audit entry or error text.</summary>
public sealed class Canaries : IDisposable
{
    private const string Canary = "canary ada@example.org";
    private readonly TempFolder _folder = new();
    private readonly World _world = new();
    private readonly ConcurrentQueue<string> _told = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_text_of_a_run_with_failures_shows_a_canary()
    {
        var logs = new CapturedLogs();
        using var activities = ListenToActivities();
        using var metrics = ListenToMetrics();
        var order = Personal("SO-1");
        CountOf(order).ShouldBeGreaterThan(20, "the canary has to be in the order for this to say anything");
        _world.Orders.Add(order, "SO-1", 1);
        _world.Orders.Add(Personal("SO-2"), "SO-2", 1);
        _world.Orders.Add(Personal("SO-3"), "SO-3", 1);
        _world.Orders.Failures.Enqueue(new InvalidOperationException(Canary, new FormatException(Canary)));
        _world.Orders.Failures.Enqueue(new ConnectorException(ErrorKind.Transient, "cannot be reached", new HttpRequestException(Canary)));
        _world.Erp.Script = call => (call.Key, call.Verb, call.Number) switch
        {
            ("SO-1", "execute", 1) => throw new ConnectorException(ErrorKind.Transient, "cannot be reached", new HttpRequestException(Canary)),
            ("SO-2", "execute", _) => throw new ConnectorException(ErrorKind.Validation, "refused", new FormatException(Canary)),
            ("SO-3", _, _) => throw new InvalidOperationException(Canary),
            _ => Fault.None,
        };
        await using (var host = await TestHost.StartAsync(
            _world, _folder.Store, flow => OrderFlow(flow), options => options.Retry.MaxAttempts = 3, logs: logs))
        {
            await host.SettleAsync(atMost: TimeSpan.FromDays(2));
            foreach (var broken in Broken())
            {
                var result = await host.Intake.AcceptAsync<Order>("portal", broken, 1, Cancel);
                result.IsTaken.ShouldBeFalse();
                Tell(result.Problems.Select(problem => problem.ToString()));
            }

            (await host.Intake.AcceptAsync("portal", Personal("SO-9"), 1, Cancel)).Problems.ShouldContain(problem => problem.Code == "flow");
            var exceptions = await host.ExceptionsAsync();
            exceptions.Select(item => item.State).Distinct().Count().ShouldBeGreaterThan(1, "dead-lettered or parked as well as rejected");
            Tell(exceptions.Select(item => $"{item.Error} {string.Join(';', item.Problems)} {item.Key}"));
            await foreach (var entry in host.Store.ReadAuditAsync("default", 0, Cancel))
            {
                Tell([entry.ToString()]);
            }

            Tell((await host.Monitor.ReadStatusAsync(Cancel)).Sources.Select(source => source.ToString()));
        }

        Tell(logs.Lines);
        _world.Erp.Ledger.ShouldContain(entry => Encoding.UTF8.GetString(entry.Document).Contains(Canary, StringComparison.Ordinal), "the remote gets the data it is for");
        _told.Count.ShouldBeGreaterThan(50);
        _told.Where(text => text.Contains("canary", StringComparison.OrdinalIgnoreCase) || text.Contains("ada@", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static void OrderFlow(FlowBuilder flow)
    {
        flow.On<Order>("shop").Submit("erp").Acknowledge("shop").RequestFulfilment("warehouse");
        flow.On<Order>("portal").Pushed().KeyBy(order => "portal-" + order.Number)
            .When(order => order.Number == "SO-9" ? throw new InvalidOperationException(Canary) : true).Submit("erp");
    }

    /// <summary>Texts in the wrong place, of the wrong length or kind, and in broken JSON.</summary>
    private static IEnumerable<byte[]> Broken()
    {
        var good = Encoding.UTF8.GetString(Order.Codec.ToUtf8Bytes(Docs.Order("SO-8")));
        (string From, string To)[] faults =
        [
            ("\"currency\":\"EUR\"", $"\"currency\":\"{Canary}\""),
            ("\"value\":\"2\"", $"\"value\":\"{Canary}\""),
            ("\"number\":\"SO-8\"", $"\"number\":\"SO-8\",\"parties\":\"{Canary}\""),
            ("\"number\":\"SO-8\"", $"\"number\":\"SO-8\",\"parties\":[{{\"role\":\"buyer\",\"contacts\":[{{\"email\":\"{Canary}{new string('x', 2000)}\"}}]}}]"),
            ("\"number\":\"SO-8\"", $"\"number\":\"SO-8\",\"parties\":[{{\"role\":\"buyer\",\"address\":{{\"countryCode\":\"{Canary}\"}}}}]"),
            ("\"number\":\"SO-8\"", $"\"number\":\"SO-8\",\"unknown\":\"{Canary}\""),
            ("\"number\":\"SO-8\"", $"\"number\":\"SO-8\" \"{Canary}\""),
            ("\"number\":\"SO-8\"", $"\"number\":\"SO-8\",\"buyerReference\":\"\\x{Canary}\""),
            ("\"number\":\"SO-8\"", $"\"number\":\"SO-8\",\"buyerReference\":ada@example.org"),
            ("\"dates\":{", $"\"dates\":{{\"closed\":\"{Canary}\","),
        ];
        return faults.Select(fault =>
        {
            good.ShouldContain(fault.From);
            return Encoding.UTF8.GetBytes(good.Replace(fault.From, fault.To, StringComparison.Ordinal));
        });
    }

    /// <summary>An order with the canary in every free text of its head, parties, notes and lines.</summary>
    private static Order Personal(string number)
    {
        var order = Docs.Order(number);
        var contact = new Contact { Name = Canary, FirstName = Canary, LastName = Canary, Department = Canary, Email = Canary, Phone = Canary, Mobile = Canary };
        var address = new Address
        {
            Lines = [Canary], ContactName = Canary, CompanyName = Canary, District = Canary, City = Canary, RegionName = Canary, PostalCode = "canary 12",
            CountryCode = "DE", Phone = Canary, Email = Canary, Instructions = Canary,
        };
        var party = new Party { Role = PartyRole.ShipTo, Name = Canary, TradingName = Canary, Contacts = [contact], Address = address };
        return order with
        {
            BuyerReference = Canary,
            PurchaseOrderNumber = Canary,
            Parties = [party, party with { Role = PartyRole.Buyer }],
            Tags = [Canary],
            Notes = [new Note { Text = Canary, Subject = Canary, Author = Canary, Audience = NoteAudience.Customer }],
            Lines = [.. order.Lines.Select(line => line with { Item = line.Item! with { Name = Canary, Description = Canary }, Notes = [new Note { Text = Canary }] })],
        };
    }

    private static int CountOf(Order order) => Encoding.UTF8.GetString(Order.Codec.ToUtf8Bytes(order)).Split("canary").Length - 1;

    private ActivityListener ListenToActivities()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Crossdock",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Tell(
            [
                activity.DisplayName, activity.StatusDescription ?? "", .. activity.TagObjects.Select(tag => $"{tag.Key} {tag.Value}"),
                .. activity.Events.SelectMany(happened => happened.Tags.Select(tag => $"{happened.Name} {tag.Key} {tag.Value}")), .. activity.Baggage.Select(item => $"{item.Key} {item.Value}"),
            ]),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener ListenToMetrics()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "Crossdock") { self.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Tell(Texts(tags)));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Tell(Texts(tags)));
        listener.Start();
        return listener;
    }

    private static List<string> Texts(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>();
        foreach (var tag in tags)
        {
            texts.Add($"{tag.Key} {tag.Value}");
        }

        return texts;
    }

    private void Tell(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            _told.Enqueue(text);
        }
    }
}
