using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.Canonical;
using Crossdock.RealSystems.Tryton;
using Crossdock.Servers;

namespace Crossdock.RealSystems.Odoo;

/// <summary>Money in the books of a real Odoo.</summary>
[Collection(nameof(LiveOdoo))]
public class Payments(LiveOdoo live)
{
    [Fact]
    public async Task Money_in_and_money_back_stand_once_in_the_books_when_answers_are_lost_and_the_process_dies_before_it_posts()
    {
        var server = live.System;
        var runs = Erp.Runs(server);
        await using var erp = new Erp(server);
        await erp.UntilDoneAsync(Documents.Order("PAYS-SO-1", ("1", "SKU-1001", 2, 10.00m)));
        var before = await ReceivableAsync(server);

        // Made and not posted: a process died there.
        var payment = Documents.Payment("PAYS-1", PaymentType.Payment, 24.00m, "PAYS-SO-1");
        await using (var dying = new Erp(server, handler: Erp.LosingOnce("account.payment/load")))
        {
            (await Should.ThrowAsync<ConnectorException>(() => dying.DoAsync(payment))).Kind.ShouldBe(ErrorKind.UnknownOutcome);
        }

        (await server.QueryAsync("SELECT state FROM account_payment WHERE memo = 'PAYS-1'")).ShouldHaveSingleItem().ShouldBe(["draft"]);
        (await erp.ProbeAsync(payment)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        await runs.WithLostAnswersAsync(payment, "account.payment/action_post");
        (before - await ReceivableAsync(server)).ShouldBe(24.00m);
        await runs.WithLostAnswersAsync(Documents.Payment("PAYS-2", PaymentType.Refund, 12.00m, "PAYS-SO-1"), "account.payment/load", "account.payment/action_post");
        (before - await ReceivableAsync(server)).ShouldBe(12.00m);

        (await server.QueryAsync(
            "SELECT p.memo, m.state, m.date = p.date FROM account_payment p JOIN account_move m ON m.id = p.move_id JOIN account_journal a ON a.id = m.journal_id AND a.code = 'BNK1' WHERE p.memo IN ('PAYS-1', 'PAYS-2') ORDER BY p.memo"))
            .Select(row => $"{row[0]} {row[1]} {row[2]}").ShouldBe(["PAYS-1 posted True", "PAYS-2 posted True"]);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Payment("PAYS-1", PaymentType.Payment, 23.99m, "PAYS-SO-1")))).Kind.ShouldBe(ErrorKind.Conflict);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Payment("PAYS-3", PaymentType.Payment, 1m, "PAYS-SO-2")))).Error.Pointer.ShouldBe("/orders/0/id");
    }

    [Fact]
    public async Task Odoo_books_a_closed_day_on_another_one_so_it_is_refused()
    {
        var server = live.System;
        using var rpc = server.LogIn();
        await using var erp = new Erp(server);
        await erp.UntilDoneAsync(Documents.Order("PAYS-SO-9", ("1", "SKU-1001", 1, 10.00m)));
        await rpc.WriteAsync("res.company", 1, new JsonObject { ["fiscalyear_lock_date"] = "2019-12-31" });

        var error = (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(Documents.Payment("PAYS-9", PaymentType.Payment, 12m, "PAYS-SO-9", new DateOnly(2019, 1, 1))))).Error;

        (error.Kind, error.Pointer).ShouldBe((ErrorKind.Conflict, "/valueDate"));
        (await erp.DoAsync(Documents.Payment("PAYS-9", PaymentType.Payment, 12m, "PAYS-SO-9", new DateOnly(2020, 1, 1)))).Outcome.ShouldBe(EffectOutcome.Applied);
        await rpc.WriteAsync("res.company", 1, new JsonObject { ["fiscalyear_lock_date"] = false });
        (await server.QueryAsync("SELECT m.date::text FROM account_payment p JOIN account_move m ON m.id = p.move_id WHERE p.memo = 'PAYS-9'")).ShouldHaveSingleItem().ShouldBe(["2020-01-01"]);
    }

    [Fact]
    public async Task Odoo_calls_a_payment_paid_that_no_account_shows_so_its_entry_decides()
    {
        var server = live.System;
        using var rpc = server.LogIn();
        await using var erp = new Erp(server);
        await erp.UntilDoneAsync(Documents.Order("PAYS-SO-5", ("1", "SKU-1001", 1, 10.00m)));
        var payment = Documents.Payment("PAYS-5", PaymentType.Payment, 12m, "PAYS-SO-5");
        await using (var dying = new Erp(server, handler: Erp.LosingOnce("account.payment/load")))
        {
            await Should.ThrowAsync<ConnectorException>(() => dying.DoAsync(payment));
        }

        // What a journal whose way to pay has no account makes where Odoo's accounting app is installed.
        var id = await rpc.FindAsync("account.payment", "memo", "PAYS-5");
        await rpc.WriteAsync("account.payment", id, new JsonObject { ["outstanding_account_id"] = false });
        await rpc.PressAsync("account.payment", "action_post", id);
        (await server.QueryAsync("SELECT state, move_id IS NULL FROM account_payment WHERE memo = 'PAYS-5'")).ShouldHaveSingleItem().ShouldBe(["in_process", "True"]);

        (await erp.ProbeAsync(payment)).Outcome.ShouldBe(ProbeOutcome.NotFound);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(payment))).Error.Pointer.ShouldBe("/number");
        await rpc.PressAsync("account.payment", "action_draft", id);
        (await Should.ThrowAsync<ConnectorException>(() => erp.DoAsync(payment))).Error.Pointer.ShouldBe("/method");
        (await erp.UntilDoneAsync(payment)).Outcome.ShouldBe(EffectOutcome.Applied);
    }

    private static async Task<decimal> ReceivableAsync(OdooServer server) => decimal.Parse(
        (await server.QueryAsync(
            "SELECT COALESCE(SUM(l.debit - l.credit), 0) FROM account_move_line l JOIN account_account a ON a.id = l.account_id WHERE a.account_type = 'asset_receivable' AND l.parent_state = 'posted'"))[0][0]!,
        CultureInfo.InvariantCulture);
}
