using Crossdock.RealSystems.Odoo;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(LiveOdoo))]
public class OdooRecordedPayments(LiveOdoo live) : ErpRecordedPayments
{
    private protected override ErpFixture Erp => field ??= new OdooFixture(live);

    /// <summary>A payment without a posted entry is not in the books; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<RecordPayment> request) => Erp.CountAsync($"""
        SELECT CASE WHEN SUM(CASE WHEN m.state = 'posted' THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END
        FROM account_payment p LEFT JOIN account_move m ON m.id = p.move_id WHERE p.memo = '{request.Command.Document.Number}'
        """);

    private protected override string ReceivedSql(string number) => $"""
        SELECT l.credit FROM account_payment p JOIN account_move_line l ON l.move_id = p.move_id JOIN account_account a ON a.id = l.account_id
        WHERE p.memo = '{number}' AND a.account_type = 'asset_receivable'
        """;
}
