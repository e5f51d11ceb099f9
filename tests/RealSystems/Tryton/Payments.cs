using System.Globalization;
using Crossdock.Canonical;

namespace Crossdock.RealSystems.Tryton;

[Collection(nameof(PostgreSqlTryton))]
public class Payments(PostgreSqlTryton live)
{
    [Fact]
    public async Task Money_in_and_money_back_stand_once_in_the_books_when_answers_are_lost()
    {
        var server = live.System;
        await using var erp = new Erp(server);
        await erp.UntilDoneAsync(Documents.Order("PAYS-SO-1", ("1", "SKU-1001", 2, 10.00m)));
        var before = await ReceivableAsync(server);

        await WithLostAnswersAsync(server, Payment("PAYS-1", PaymentType.Payment, 24.00m));
        (before - await ReceivableAsync(server)).ShouldBe(24.00m);
        await WithLostAnswersAsync(server, Payment("PAYS-2", PaymentType.Refund, 12.00m));
        (before - await ReceivableAsync(server)).ShouldBe(12.00m);

        (await server.QueryAsync("SELECT description, state FROM account_move WHERE description LIKE 'crossdock:acme/PAYS-%' ORDER BY description"))
            .Select(row => $"{row[0]} {row[1]}").ShouldBe(["crossdock:acme/PAYS-1 posted", "crossdock:acme/PAYS-2 posted"]);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment("PAYS-1", PaymentType.Payment, 23.99m)))).Kind.ShouldBe(ErrorKind.Conflict);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment("PAYS-3", PaymentType.Payment, 1m, order: "PAYS-SO-2")))).Error.Pointer.ShouldBe("/orders/0/id");
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Payment("PAYS-4", PaymentType.Payment, 1m, day: new DateOnly(2019, 1, 1))))).Error.Pointer.ShouldBe("/valueDate");
    }

    private static async Task WithLostAnswersAsync(Servers.TrytonServer server, RecordPayment payment)
    {
        foreach (var method in (string[])["model.account.move.create", "model.account.move.post"])
        {
            await using var dying = new Erp(server, handler: Erp.LosingOnce(method));
            (await Should.ThrowAsync<ConnectorException>(() => dying.DoAsync(payment))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
            (await dying.ProbeAsync(payment)).Outcome.ShouldBe(method.EndsWith("post", StringComparison.Ordinal) ? ProbeOutcome.Found : ProbeOutcome.NotFound);
        }

        await using var erp = new Erp(server);
        (await erp.DoAsync(payment)).Outcome.ShouldBe(EffectOutcome.AlreadyApplied);
    }

    private static RecordPayment Payment(string number, PaymentType type, decimal amount, string order = "PAYS-SO-1", DateOnly? day = null) => Documents.Payment(number, type, amount, order, day);

    private static async Task<decimal> ReceivableAsync(Servers.TrytonServer server) =>
        (await server.QueryAsync(
            "SELECT l.debit, l.credit FROM account_move_line l JOIN account_account a ON a.id = l.account JOIN account_account_type t ON t.id = a.type JOIN account_move m ON m.id = l.move WHERE t.receivable AND m.state = 'posted'"))
        .Sum(row => decimal.Parse(row[0]!, CultureInfo.InvariantCulture) - decimal.Parse(row[1]!, CultureInfo.InvariantCulture));
}
