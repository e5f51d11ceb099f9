using System.Reflection;

namespace Crossdock.Generators.Roslyn.Tests.Registration;

/// <summary>The marker the analyzer reads and the flag the runtime reads are one fact.</summary>
public class FinancialCommands
{
    private static readonly Type[] s_commands =
        [.. typeof(IEffectCommand).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IEffectCommand)))];

    [Fact]
    public void Every_operation_is_financial_exactly_when_its_command_is_marked()
    {
        s_commands.ShouldNotBeEmpty();
        s_commands.Where(command => OperationOf(command).IsFinancial != command.IsAssignableTo(typeof(IFinancialCommand))).ShouldBeEmpty();
    }

    [Fact]
    public void What_costs_money_or_goods_is_marked() =>
        s_commands.Where(command => OperationOf(command).IsFinancial).ShouldBe(
        [
            typeof(SubmitOrder), typeof(RequestFulfilment), typeof(ReportShipment),
            typeof(PostInvoice), typeof(PostCreditNote), typeof(IssueRefund), typeof(RecordPayment),
        ], ignoreOrder: true);

    [Fact]
    public void A_command_that_costs_money_or_goods_never_sets_a_state() =>
        s_commands.Select(OperationOf).ShouldNotContain(operation => operation.IsFinancial && operation.IsAbsolute);

    [Fact]
    public void Operation_names_are_unique() => s_commands.Select(command => OperationOf(command).Name).ShouldBeUnique();

    private static EffectOperation OperationOf(Type command) =>
        (EffectOperation)command.GetProperty("Operation", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
