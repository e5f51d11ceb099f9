using System.CommandLine;

namespace Crossdock.Cli.Commands;

/// <summary><c>audit verify|anchor</c>.</summary>
internal sealed class AuditCommands(StoreOptions store, TextWriter output)
{
    private readonly Option<string?> _maybeAnchor = new("--anchor") { Description = "The file with the anchored heads. Without it a cut end or a chain made anew does not show." };
    private readonly Option<string> _anchor = new("--anchor") { Description = "The file the heads are added to.", Required = true };

    public Command Create()
    {
        var verify = new Command("verify", "Verifies the chains of all tenants and names the first broken entry of each.") { _maybeAnchor };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
            var anchor = parsed.GetValue(_maybeAnchor) is { } path ? new FileAuditAnchor(path) : null;
            return Print(parsed, await new AuditVerifier(session.Store, anchor).VerifyAllAsync(cancellationToken).ConfigureAwait(false));
        });
        var anchor = new Command("anchor", "Verifies the chains and adds their heads to the anchor if all are intact.") { _anchor };
        anchor.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
            var verifier = new AuditVerifier(session.Store, new FileAuditAnchor(parsed.GetValue(_anchor)!));
            return Print(parsed, await verifier.AnchorAsync(session.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false));
        });
        return new Command("audit", "The audit chain.") { verify, anchor };
    }

    private int Print(ParseResult parsed, IReadOnlyList<AuditVerification> results)
    {
        store.PrinterOf(parsed, output).Print(Views.List(results.Select(Views.Of)));
        return results.All(result => result.IsIntact) ? ExitCode.Done : ExitCode.Broken;
    }
}
