using System.CommandLine;
using Crossdock.Storage;

namespace Crossdock.Cli.Commands;

/// <summary><c>dead-letters list|show|groups</c>.</summary>
internal sealed class DeadLetterCommands(StoreOptions store, TextWriter output)
{
    private readonly ExceptionOptions _filter = new();
    private readonly Option<int> _max = new("--max") { Description = "Most rows, 1 to 1000.", DefaultValueFactory = _ => 100 };
    private readonly Argument<long> _id = new("id") { Description = "The item." };
    private readonly Option<bool> _personal = new("--show-personal-data") { Description = "Prints the payload as it is; texts that may be personal are hidden otherwise." };

    public Command Create()
    {
        var list = new Command("list", "Lists dead-lettered, parked and refused items, oldest first.") { _max };
        _filter.AddTo(list);
        list.SetAction(ListAsync);
        var show = new Command("show", "Shows one item: error, effect and payload.") { _id, _personal };
        show.SetAction(ShowAsync);
        var groups = new Command("groups", "Groups items by why they fail, largest group first.") { _max };
        groups.SetAction(GroupsAsync);
        return new Command("dead-letters", "Work that needs a person.") { list, show, groups };
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
        var items = await session.Exceptions.ListExceptionsAsync(
            _filter.Read(parsed, store.TenantOf(parsed), ExceptionOptions.Any) with { MaxItems = parsed.GetValue(_max) }, cancellationToken).ConfigureAwait(false);
        store.PrinterOf(parsed, output).Print(Views.List(items.Select(Views.Of)));
        return ExitCode.Done;
    }

    private async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
        var tenant = store.TenantOf(parsed);
        if (await session.Exceptions.FindWorkAsync(tenant, parsed.GetValue(_id), cancellationToken).ConfigureAwait(false) is not { } item)
        {
            await output.WriteLineAsync($"There is no item {parsed.GetValue(_id)}.").ConfigureAwait(false);
            return ExitCode.Refused;
        }

        var effect = await session.Store.FindEffectAsync(item.Key, cancellationToken).ConfigureAwait(false);
        var payload = await session.Store.ReadPayloadAsync(tenant, item.Id, cancellationToken).ConfigureAwait(false);
        store.PrinterOf(parsed, output).Print(Views.Details(item, effect, PersonalData.Show(payload ?? default, parsed.GetValue(_personal))));
        return ExitCode.Done;
    }

    private async Task<int> GroupsAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(parsed, cancellationToken).ConfigureAwait(false);
        var groups = await session.Exceptions.ListExceptionGroupsAsync(
            new ExceptionGroupFilter(store.TenantOf(parsed), ExceptionOptions.Any, parsed.GetValue(_max)), cancellationToken).ConfigureAwait(false);
        store.PrinterOf(parsed, output).Print(Views.List(groups.Select(Views.Of)));
        return ExitCode.Done;
    }
}
