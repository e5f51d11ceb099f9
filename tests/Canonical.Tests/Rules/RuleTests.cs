using Crossdock.Canonical.Rules;

namespace Crossdock.Canonical.Tests.Rules;

public sealed class RuleTests
{
    public static TheoryData<int, string, string> Cases()
    {
        var data = new TheoryData<int, string, string>();
        foreach (var (index, testCase) in RuleCases.All.Index())
            data.Add(index, testCase.RuleId, testCase.Pointer);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_planted_breach_is_found_where_it_is(int index, string ruleId, string pointer)
    {
        var testCase = RuleCases.All[index];

        testCase.Good().ShouldBeEmpty();

        var violation = testCase.Bad().FirstOrDefault(violation => violation.RuleId == ruleId && violation.Pointer == pointer);
        violation.ShouldNotBeNull($"found instead: {string.Join("; ", testCase.Bad())}");
        violation.Severity.ShouldBe(RuleDocs.Severity(ruleId));
        violation.Message.ShouldNotBeEmpty();
        violation.Found.ShouldNotBeEmpty();
        violation.Expected.ShouldNotBeEmpty();
        violation.HelpUri.Fragment.ShouldBe("#" + ruleId.ToLowerInvariant());
    }

    [Fact]
    public void Every_rule_is_tested_and_documented_and_nothing_else_is()
    {
        var ids = typeof(RuleIds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal).ToArray();

        ids.ShouldBeUnique();
        RuleCases.All.Select(testCase => testCase.RuleId).Distinct().Order(StringComparer.Ordinal).ShouldBe(ids);
        RuleDocs.Ids.Order(StringComparer.Ordinal).ShouldBe(ids);
    }

    [Fact]
    public void A_hopeless_document_gives_a_bounded_list()
    {
        var line = Sample.ScrewLine with { Quantity = Quantity.Of(1, "???"), Item = new ItemReference(), Price = null };
        var order = Sample.Order with { Lines = Enumerable.Repeat(line, 2000).ToValueList() };

        CanonicalRules.Check(order).Count.ShouldBe(1000);
    }

    [Fact]
    public void A_long_chain_of_parents_is_walked_in_linear_time()
    {
        var lines = Enumerable.Range(0, 10_000).Select(i => new OrderLine
        {
            Id = $"{i}", Type = OrderLineType.BundleParent, ParentLineId = i == 0 ? null : $"{i - 1}", Quantity = Quantity.Of(1),
        });
        var order = new Order { Number = "1", Currency = "EUR", Dates = Sample.Order.Dates, Lines = lines.ToValueList() };

        CanonicalRules.Check(order).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_found_is_shortened()
    {
        var order = Sample.Order with { Statuses = [new StatusFact { Axis = StatusAxis.Order, Code = new string('x', 64) + "yz" }] };

        CanonicalRules.Check(order).ShouldHaveSingleItem().Found.Length.ShouldBe(64);
    }
}
