using Crossdock.Canonical.CodeLists;
using Crossdock.Canonical.Rules;
using CsCheck;

namespace Crossdock.Canonical.Tests.Rules;

/// <summary>Random documents whose totals are computed here in whole minor units pass; one minor unit anywhere is found.</summary>
public sealed class ArithmeticProperties
{
    private static readonly string[] s_currencies = ["EUR", "JPY", "KWD", "CLF"];

    private static readonly int[] s_rates = [0, 7, 19];

    private sealed record RandomLine(int Quantity, int Price, int Discount, int Rate);

    private static readonly Gen<RandomLine[]> s_lines = Gen.Select(
        Gen.Int[0, 50], Gen.Int[0, 1_000_000], Gen.Int[0, 100], Gen.Int[0, 2].Select(i => s_rates[i]), (quantity, price, discount, rate) => new RandomLine(quantity, price, discount, rate)).Array[1, 8];

    private static readonly Gen<(RandomLine[] Lines, string Currency, long Charge)> s_documents = Gen.Select(s_lines, Gen.Int[0, 3].Select(i => s_currencies[i]), Gen.Long[0, 10_000]);

    [Fact]
    public void A_document_that_adds_up_passes() =>
        s_documents.Sample(document => CanonicalRules.Check(Build(document.Lines, document.Currency, document.Charge)).ShouldBeEmpty());

    [Fact]
    public void One_minor_unit_off_in_any_total_is_found() =>
        Gen.Select(s_documents, Gen.Int[0, 6], Gen.Bool).Sample((document, field, up) =>
        {
            var order = Build(document.Lines, document.Currency, document.Charge);
            var slip = Money.FromMinorUnits(up ? 1 : -1, document.Currency);
            var totals = Plant(order.Totals!, field, slip);

            var violations = CanonicalRules.Check(order with { Totals = totals });

            violations.ShouldContain(violation => violation.Severity == RuleSeverity.Error && violation.Pointer.StartsWith("/totals/"));
        });

    [Fact]
    public void One_minor_unit_off_in_any_line_is_found() =>
        Gen.Select(s_documents, Gen.Int[0, 7]).Sample((document, choice) =>
        {
            var order = Build(document.Lines, document.Currency, document.Charge);
            var index = choice % order.Lines.Count;
            var lines = order.Lines.ToArray();
            lines[index] = lines[index] with { LineExtensionAmount = lines[index].LineExtensionAmount!.Value + Money.FromMinorUnits(1, document.Currency) };

            var violations = CanonicalRules.Check(order with { Lines = [.. lines] });

            violations.ShouldContain(violation => violation.RuleId == RuleIds.LineExtension && violation.Pointer == $"/lines/{index}/lineExtensionAmount");
        });

    private static MonetaryTotal Plant(MonetaryTotal totals, int field, Money slip) => field switch
    {
        0 => totals with { LineExtensionAmount = totals.LineExtensionAmount + slip },
        1 => totals with { AllowanceTotalAmount = totals.AllowanceTotalAmount + slip },
        2 => totals with { ChargeTotalAmount = totals.ChargeTotalAmount + slip },
        3 => totals with { TaxExclusiveAmount = totals.TaxExclusiveAmount + slip },
        4 => totals with { TaxAmount = totals.TaxAmount + slip },
        5 => totals with { TaxInclusiveAmount = totals.TaxInclusiveAmount + slip },
        _ => totals with { PayableAmount = totals.PayableAmount + slip },
    };

    private static Order Build(RandomLine[] lines, string currency, long charge)
    {
        Money Minor(long amount) => Money.FromMinorUnits(amount, currency);
        Tax Rate(int rate) => new() { Category = rate == 0 ? TaxCategory.Z : TaxCategory.S, Rate = rate };
        long Net(RandomLine line) => ((long)line.Quantity * line.Price) - line.Discount;

        var groups = lines.Select(line => (line.Rate, Net: Net(line))).Append((Rate: 19, Net: charge))
            .GroupBy(part => part.Rate)
            .Select(group => (Rate: group.Key, Base: group.Sum(part => part.Net)))
            .Select(group => (group.Rate, group.Base, Tax: HalfAwayFromZero(group.Base * group.Rate)))
            .ToArray();
        var (net, tax) = (lines.Sum(Net), groups.Sum(group => group.Tax));
        return new Order
        {
            Number = "1",
            Currency = currency,
            Dates = Sample.Order.Dates,
            Lines = lines.Select((line, index) => new OrderLine
            {
                Id = $"{index}",
                Type = OrderLineType.Item,
                Quantity = Quantity.Of(line.Quantity),
                Price = new Price { Amount = Minor(line.Price) },
                AllowanceCharges = [new AllowanceCharge { IsCharge = false, Amount = Minor(line.Discount) }],
                LineExtensionAmount = Minor(Net(line)),
                Taxes = [Rate(line.Rate)],
            }).ToValueList(),
            AllowanceCharges = [new AllowanceCharge { IsCharge = true, Amount = Minor(charge), Taxes = [Rate(19)] }],
            Taxes = groups.Select(group => Rate(group.Rate) with { TaxableAmount = Minor(group.Base), Amount = Minor(group.Tax) }).ToValueList(),
            Totals = new MonetaryTotal
            {
                LineExtensionAmount = Minor(net),
                AllowanceTotalAmount = Minor(0),
                ChargeTotalAmount = Minor(charge),
                TaxExclusiveAmount = Minor(net + charge),
                TaxAmount = Minor(tax),
                TaxInclusiveAmount = Minor(net + charge + tax),
                PayableAmount = Minor(net + charge + tax),
            },
        };
    }

    /// <summary>Hundredths of a minor unit to whole ones.</summary>
    private static long HalfAwayFromZero(long hundredths) => (hundredths + (Math.Sign(hundredths) * 50)) / 100;
}
