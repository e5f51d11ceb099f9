using System.CommandLine;
using Crossdock.Storage;

namespace Crossdock.Cli.Commands;

/// <summary>Options that select exceptions.</summary>
internal sealed class ExceptionOptions
{
    public static readonly WorkState[] Any = [WorkState.Rejected, WorkState.Parked, WorkState.DeadLettered];
    public static readonly WorkState[] Replayable = [WorkState.Parked, WorkState.DeadLettered];

    private readonly Option<string?> _group = new("--group") { Description = "Only this group, as 'dead-letters groups' names it." };
    private readonly Option<string?> _connection = new("--connection") { Description = "Only this connection." };
    private readonly Option<string?> _operation = new("--operation") { Description = "Only this operation." };
    private readonly Option<string?> _key = new("--key") { Description = "Only this business key, e.g. an order number." };
    private readonly Option<string?> _text = new("--text") { Description = "Only where this text is in the key or the error." };

    public void AddTo(Command command)
    {
        foreach (var option in new[] { _group, _connection, _operation, _key, _text })
        {
            command.Options.Add(option);
        }
    }

    public bool IsAnyGiven(ParseResult parsed) => new[] { _group, _connection, _operation, _key, _text }.Any(option => parsed.GetValue(option) is not null);

    public ExceptionFilter Read(ParseResult parsed, string tenant, IReadOnlyCollection<WorkState> states) => new(tenant, states)
    {
        Group = parsed.GetValue(_group),
        Connection = parsed.GetValue(_connection),
        Operation = parsed.GetValue(_operation),
        Key = parsed.GetValue(_key),
        Text = parsed.GetValue(_text),
    };
}
