using Crossdock.RealSystems.Tryton;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonRecordedPayments(SqliteTryton live) : ErpRecordedPayments
{
    private protected override ErpFixture Erp => field ??= new TrytonFixture(live);

    /// <summary>What is not posted is not in the books; beside one that is, each counts.</summary>
    protected override Task<int> CountEffectsAsync(EffectRequest<RecordPayment> request) => Erp.CountAsync($"""
        SELECT CASE WHEN SUM(CASE WHEN state = 'posted' THEN 1 ELSE 0 END) > 0 THEN COUNT(*) ELSE 0 END
        FROM account_move WHERE description = 'crossdock:acme/{request.Command.Document.Number}'
        """);

    private protected override string ReceivedSql(string number) => $"""
        SELECT l.credit FROM account_move m JOIN account_move_line l ON l.move = m.id WHERE m.description = 'crossdock:acme/{number}' AND l.party IS NOT NULL
        """;
}
