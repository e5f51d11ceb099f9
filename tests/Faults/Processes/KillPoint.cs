using Crossdock.TestKit.Fakes;

namespace Crossdock.Faults.Processes;

/// <summary>A point at which a process is killed, and what has to be going on for it to be passed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="When">When it is armed.</param>
internal sealed record KillPoint(string Name, KillMoment When = KillMoment.AtWork)
{
    public const int DefaultOrders = 3;

    /// <summary>How many orders come at once.</summary>
    public int Orders { get; init; } = DefaultOrders;

    /// <summary>What the remotes do to the next orders, so that the point is passed.</summary>
    public IReadOnlyList<ScriptedFault> Script { get; init; } = [];

    /// <summary>True when one of the orders has totals that do not add up.</summary>
    public bool NeedsBadOrder { get; init; }

    /// <summary>True when one of the orders has an item that the ERP does not know.</summary>
    public bool NeedsUnknownItem { get; init; }

    /// <summary>Highest hit that a few orders are sure to reach.</summary>
    public int MaxHit { get; init; } = 3;

    private static readonly ScriptedFault[] s_lostAnswers =
    [
        new(FaultTarget.WarehouseWrite, FaultKind.ResetAfterCommit) { Times = 2 },
        new(FaultTarget.ShopWrite, FaultKind.ResetAfterCommit) { Times = 3 },
        new(FaultTarget.ErpWrite, FaultKind.ResetAfterCommit) { Times = 2 },
    ];

    // All attempts at all orders, so that they end for a person.
    private static readonly ScriptedFault[] s_stubborn =
        [new(FaultTarget.ErpWrite, FaultKind.Throttled) { PathContains = "orders", Times = DefaultOrders * LifeHost.MaxAttempts }];

    /// <summary>All of them. The word before the first dot says where.</summary>
    public static IReadOnlyList<KillPoint> All { get; } =
    [
        .. Around("store.open", KillMoment.AtStart),
        new("host.started", KillMoment.AtStart),
        new("host.stopping", KillMoment.AtStop),
        new("host.stopped", KillMoment.AtStop),
        .. Around("store.dispose", KillMoment.AtStop),
        .. Around("accept.order"), .. Around("accept.shipment"), .. Around("accept.inventory"),
        .. Around("claim"),
        .. Around("checkpoint.read"),
        .. Around("commit.sending"), .. Around("commit.confirmed"),
        .. Around("commit.in-doubt").Select(point => point with { Script = s_lostAnswers }),
        .. Around("commit.retry").Select(point => point with { Script = [new(FaultTarget.ErpWrite, FaultKind.Throttled) { Times = 4 }] }),
        // What was claimed and not yet sent when another call was throttled: one of several pauses meets such work.
        .. Around("commit.released").Select(point => point with { MaxHit = 2, Orders = 12, Script = [new(FaultTarget.ErpWrite, FaultKind.Throttled) { Times = 9, RetryAfter = "1" }] }),
        .. Around("commit.dead-lettered").Select(point => point with { MaxHit = 1, Script = s_stubborn }),
        .. Around("replay", KillMoment.AtFinish).Select(point => point with { MaxHit = 1, Script = s_stubborn }),
        .. Around("plan.create", KillMoment.AtPlan).Select(point => point with { MaxHit = 1, Script = s_stubborn }),
        .. Around("plan.change", KillMoment.AtPlan).Select(point => point with { MaxHit = 2, Script = s_stubborn }),
        .. Around("plan.findings", KillMoment.AtPlan).Select(point => point with { MaxHit = 1, Script = s_stubborn }),
        .. Around("plan.execute", KillMoment.AtPlan).Select(point => point with { MaxHit = 2, Script = s_stubborn }),
        .. Around("commit.parked").Select(point => point with
        {
            MaxHit = 1,
            Script =
            [
                new(FaultTarget.WarehouseWrite, FaultKind.ResetAfterCommit),
                new(FaultTarget.WarehouseRead, FaultKind.ErrorBeforeCommit) { PathContains = "fulfilment-requests", Times = LifeHost.MaxAttempts - 1, Status = 503 },
            ],
        }),
        .. Around("commit.rejected").Select(point => point with { MaxHit = 1, NeedsUnknownItem = true }),
        .. Around("discard", KillMoment.AtFinish).Select(point => point with { MaxHit = 1, NeedsBadOrder = true }),
        .. Around("send.submit-order.erp"), .. Around("send.acknowledge-order.shop"), .. Around("send.request-fulfilment.warehouse"),
        .. Around("send.report-shipment.shop"), .. Around("send.report-shipment.erp"), .. Around("send.post-invoice.erp"),
        .. Around("send.publish-inventory.shop"),
        .. Around("probe.shop").Select(point => point with { MaxHit = 2, Script = s_lostAnswers }),
        .. Around("probe.warehouse").Select(point => point with { MaxHit = 2, Script = s_lostAnswers }),
        .. Around("read.order.shop"), .. Around("read.shipment.warehouse"), .. Around("read.inventory.warehouse"),
        .. Around("engine.commit").Select(point => point with { MaxHit = 12 }),
        new("outside", KillMoment.FromOutside),
    ];

    /// <summary>Points that a restart passes on its own, while it takes up what the dead process left.</summary>
    public static IReadOnlyList<string> OfRecovery { get; } =
    [
        "store.open.before", "store.open.after", "host.started", "checkpoint.read.before", "claim.after", "commit.sending.before", "commit.sending.after",
        "commit.in-doubt.before", "commit.in-doubt.after", "commit.confirmed.before", "commit.confirmed.after", "engine.commit.before", "engine.commit.after",
    ];

    public override string ToString() => Name;

    private static KillPoint[] Around(string step, KillMoment when = KillMoment.AtWork) => [new(step + ".before", when), new(step + ".after", when)];
}
