using System.Globalization;
using System.Text;
using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Hostile;

/// <summary>Faults 41 to 45 through the front door: each is refused with a problem that names the field, its text is kept, and the next order goes on.</summary>
public sealed class HostileDocuments : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly World _world = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Good => Encoding.UTF8.GetString(Order.Codec.ToUtf8Bytes(Docs.Order("SO-1")));

    public void Dispose() => _folder.Dispose();

    /// <summary>Fault, what is replaced in a good order, by what, and the problem's pointer and keyword or rule.</summary>
    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { "depth 10^5", "\"currency\":\"EUR\"", $"\"currency\":{new string('[', 100_000)}", "*", "depth" },
        { "a property twice", "\"currency\":\"EUR\"", "\"currency\":\"EUR\",\"currency\":\"EUR\"", "/currency", "duplicate" },
        { "a property twice, spelled otherwise", "\"currency\":\"EUR\"", "\"currency\":\"EUR\",\"c\\u0075rrency\":\"USD\"", "/currency", "duplicate" },
        { "half a surrogate pair", "\"number\":\"SO-1\"", "\"number\":\"SO-\\ud800\"", "/number", "json" },
        { "1e400", "\"value\":\"2\"", "\"value\":\"1e400\"", "/lines/0/quantity/value", "format" },
        { "1e400 as a number", "\"value\":\"2\"", "\"value\":1e400", "/lines/0/quantity/value", "type" },
        { "29 digits and more", "\"value\":\"2\"", "\"value\":\"12345678901234567890123456789.1\"", "/lines/0/quantity/value", "format" },
        { "grouped digits", "\"value\":\"2\"", "\"value\":\"1,234\"", "/lines/0/quantity/value", "format" },
        { "German digits", "\"value\":\"2\"", "\"value\":\"1.234,50\"", "/lines/0/quantity/value", "format" },
        { "a newer schema", "\"number\":\"SO-1\"", "\"schemaVersion\":\"2.0\",\"number\":\"SO-1\"", "/schemaVersion", "const" },
        { "a part nobody knows", "\"number\":\"SO-1\"", "\"number\":\"SO-1\",\"mustUnderstand\":{\"a\":1}", "/mustUnderstand", "additionalProperties" },
        { "another document", "\"number\":\"SO-1\"", "\"documentType\":\"invoice\",\"number\":\"SO-1\"", "/documentType", "const" },
        { "no currency", "\"currency\":\"EUR\",\"dates\"", "\"dates\"", "/currency", "required" },
        { "a currency that is none", "\"currency\":\"EUR\"", "\"currency\":\"XQQ\"", "/currency", "CDR-COD-010" },
        { "an amount in another currency", "\"payableAmount\":{\"amount\":\"20\",\"currency\":\"EUR\"}", "\"payableAmount\":{\"amount\":\"20\",\"currency\":\"USD\"}", "/totals/payableAmount", "CDR-MON-010" },
        { "a cent too little", "\"payableAmount\":{\"amount\":\"20\",", "\"payableAmount\":{\"amount\":\"19.99\",", "/totals/payableAmount", "CDR-MON-090" },
        { "a tenth of a cent", "\"payableAmount\":{\"amount\":\"20\",", "\"payableAmount\":{\"amount\":\"20.001\",", "/totals/payableAmount", "CDR-MON-020" },
        { "a negative quantity", "\"value\":\"2\"", "\"value\":\"-2\"", "/lines/0/quantity/value", "CDR-QTY-010" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_hostile_order_is_refused_by_name_and_blocks_nobody_else(string fault, string from, string to, string pointer, string code)
    {
        Good.ShouldContain(from, customMessage: fault);
        var bytes = Encoding.UTF8.GetBytes(Good.Replace(from, to, StringComparison.Ordinal));
        await using var host = await StartAsync();

        var result = await host.Intake.AcceptAsync<Order>("portal", bytes, 1, Cancel);

        result.IsTaken.ShouldBeFalse(fault);
        result.Problems.ShouldContain(
            problem => (pointer == "*" || problem.Pointer == pointer) && problem.Code == code, $"{fault}: {string.Join("; ", result.Problems)}");
        var item = (await host.ExceptionsAsync(WorkState.Rejected)).Single();
        (await host.Store.ReadPayloadAsync("default", item.Id, Cancel))!.Value.ToArray().ShouldBe(bytes);
        (await host.Intake.AcceptAsync<Order>("portal", bytes, 1, Cancel)).IsTaken.ShouldBeFalse("the repetition of a refused document is refused too");
        (await host.Intake.AcceptAsync("portal", Docs.Order("SO-2"), 1, Cancel)).IsTaken.ShouldBeTrue();
        await host.SettleAsync();
        _world.Erp.Ledger.Select(entry => entry.Key).ShouldBe(["SO-2"]);
    }

    [Theory]
    [InlineData("JPY", 1000, true)]
    [InlineData("JPY", 1000.5, false)]
    [InlineData("KWD", 1.125, true)]
    [InlineData("KWD", 1.1255, false)]
    [InlineData("EUR", 1.12, true)]
    [InlineData("EUR", 1.125, false)]
    public async Task An_amount_has_no_more_decimals_than_its_currency(string currency, double amount, bool taken)
    {
        var text = Good.Replace("EUR", currency, StringComparison.Ordinal)
            .Replace("\"amount\":\"20\"", $"\"amount\":\"{amount.ToString(CultureInfo.InvariantCulture)}\"", StringComparison.Ordinal)
            .Replace("\"amount\":\"10\"", $"\"amount\":\"{(amount / 2).ToString(CultureInfo.InvariantCulture)}\"", StringComparison.Ordinal);
        await using var host = await StartAsync();

        var result = await host.Intake.AcceptAsync<Order>("portal", Encoding.UTF8.GetBytes(text), 1, Cancel);

        result.IsTaken.ShouldBe(taken, string.Join("; ", result.Problems));
        result.Problems.Any(problem => problem.Code == "CDR-MON-020").ShouldBe(!taken);
    }

    [Fact]
    public async Task An_unknown_value_of_an_open_list_is_kept_as_it_is_and_flows()
    {
        await using var host = await StartAsync();
        var text = Good.Replace("\"number\":\"SO-1\"", "\"number\":\"SO-1\",\"type\":\"com.example.subscription\"", StringComparison.Ordinal);

        (await host.Intake.AcceptAsync<Order>("portal", Encoding.UTF8.GetBytes(text), 1, Cancel)).IsTaken.ShouldBeTrue();
        await host.SettleAsync();

        Order.Codec.Parse(_world.Erp.Ledger.Single().Document).Value!.Type!.Value.Value.ShouldBe("com.example.subscription");
    }

    [Fact]
    public async Task A_culture_with_other_separators_changes_nothing()
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator, german.NumberFormat.NegativeSign) = (",", ".", "~");
        (german.DateTimeFormat.DateSeparator, german.DateTimeFormat.TimeSeparator) = (".", ";");
        var before = (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (german, german);
            await using var host = await StartAsync();
            var order = Docs.Order("SO-1", ("SKU-1", 1234.5m, 2.02m));

            (await host.Intake.AcceptAsync<Order>("portal", Order.Codec.ToUtf8Bytes(order), 1, Cancel)).IsTaken.ShouldBeTrue();
            (await host.Intake.AcceptAsync<Order>("portal", Order.Codec.ToUtf8Bytes(order), 1, Cancel)).Disposition.ShouldBe(AcceptDisposition.Duplicate);
            await host.SettleAsync();

            Order.Codec.Parse(_world.Erp.Ledger.Single().Document).Value.ShouldBe(order);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = before;
        }
    }

    private Task<TestHost> StartAsync() =>
        TestHost.StartAsync(_world, _folder.Store, flow => flow.On<Order>("portal").Pushed().Submit("erp"));
}
