namespace Crossdock.OrderToCash.Tests;

/// <summary>Each difference between the books of the two systems is found and named; books without one balance.</summary>
public sealed class PairBalanceTests
{
    private static readonly IReadOnlyDictionary<string, int> s_first = new Dictionary<string, int> { ["SKU-1001"] = 1 };
    private static readonly IReadOnlyDictionary<string, int> s_second = new Dictionary<string, int> { ["SKU-1001"] = 1, ["BOOK-1"] = 2 };

    // Two pieces at 12.00, two books at 15.995 together 31.99, shipping 6.00; a line of 15.00 was cancelled and its money paid back.
    private static readonly PlacedOrder s_placed = new(
        new PlannedOrder(0, new Dictionary<string, int> { ["SKU-1001"] = 2, ["BOOK-1"] = 2, ["SKU-1002"] = 1 })
        {
            Cancelled = "SKU-1002",
            Kept = new Dictionary<string, int> { ["SKU-1001"] = 2, ["BOOK-1"] = 2 },
            Parcels = [s_first, s_second],
            Returned = "SKU-1001",
        },
        "A1", "EUR", 76.99m, new Dictionary<string, string> { ["SKU-1001"] = "1" })
    { TakenBack = 15.00m };

    private static readonly OrderBooks s_books = new("A1")
    {
        ShopTotal = 61.99m,
        ShopPieces = s_placed.Plan.Kept,
        PaidIn = 76.99m,
        PaidBack = [("Line cancelled", 15.00m), ("One piece came back (RF-A1)", 12.00m)],
        Fulfilments = [s_first, s_second],
        Sales = [76.99m],
        Shipments = [s_first, s_second],
        Invoices = [18.00m, 43.99m],
        CreditNotes = [12.00m],
        Received = [76.99m],
        PaidOut = [15.00m, 12.00m],
    };

    [Fact]
    public void Books_that_agree_balance()
    {
        var balance = Run(s_books);

        balance.Differences.ShouldBeEmpty();
        balance.IsBalanced.ShouldBeTrue();
    }

    [Fact]
    public void A_document_that_is_missing_is_lost()
    {
        Lost(s_books with { ShopTotal = null }).ShouldContain("the order in the shop");
        Lost(s_books with { Sales = [] }).ShouldContain("the sale");
        Lost(s_books with { Shipments = [s_first] }).ShouldContain("1 of 2 shipments");
        Lost(s_books with { Fulfilments = [s_first] }).ShouldContain("1 of 2 fulfilments in the shop");
        Lost(s_books with { Invoices = [61.99m] }).ShouldContain("1 of 2 invoices");
        Lost(s_books with { CreditNotes = [] }).ShouldContain("the credit note");
        Lost(s_books with { PaidBack = [("Line cancelled", 15.00m)] }).ShouldContain("the refund");
        Lost(s_books with { Received = [] }).ShouldContain("the payment in the ERP");
        Lost(s_books with { PaidOut = [15.00m] }).ShouldContain("1 of 2 refunds in the ERP");

        static string Lost(OrderBooks books) => Run(books).Lost.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_order_that_waits_for_a_person_is_not_lost_and_its_amounts_are_still_compared()
    {
        var balance = PairBalance.Run([s_placed], Books(s_books with { CreditNotes = [], Invoices = [18.00m, 43.98m] }), new HashSet<string> { "A1" });

        balance.Lost.ShouldBeEmpty();
        balance.WrongAmounts.ShouldContain("A1: 61.98 invoiced in the ERP, 61.99 ordered in the shop");
    }

    [Fact]
    public void A_document_too_many_is_a_duplicate()
    {
        Doubled(s_books with { Sales = [76.99m, 76.99m] }).ShouldBe("A1: 2 sales where there are to be 1");
        Doubled(s_books with { Shipments = [s_first, s_second, s_first], Fulfilments = [s_first, s_second, s_first], Invoices = [18.00m, 31.99m, 12.00m] }).ShouldBe("A1: 3 shipments where there are to be 2");
        Doubled(s_books with { Fulfilments = [s_first, s_second, s_second] }).ShouldBe("A1: 3 fulfilments in the shop where there are to be 2");
        Doubled(s_books with { Invoices = [18.00m, 43.99m, 43.99m] }).ShouldBe("A1: 3 invoices where there are to be 2");
        Doubled(s_books with { CreditNotes = [12.00m, 12.00m] }).ShouldBe("A1: 2 credit notes where there are to be 1");
        Doubled(s_books with { PaidBack = [.. s_books.PaidBack, s_books.PaidBack[1]] }).ShouldBe("A1: 2 refunds where there are to be 1");
        Doubled(s_books with { Received = [76.99m, 76.99m] }).ShouldBe("A1: 2 payments in the ERP where there are to be 1");
        Doubled(s_books with { PaidOut = [15.00m, 12.00m, 12.00m] }).ShouldBe("A1: 3 refunds in the ERP where there are to be 2");

        static string Doubled(OrderBooks books)
        {
            var balance = Run(books);
            balance.Duplicates.ShouldBe(1);
            balance.IsBalanced.ShouldBeFalse();
            return balance.Doubled.ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void A_document_that_belongs_to_no_order_is_a_duplicate()
    {
        var balance = PairBalance.Run([s_placed], Books(s_books) with { Strays = ["invoice 7 over 43.99 in the ERP is for no order of the shop"] }, new HashSet<string>());

        balance.Duplicates.ShouldBe(1);
        balance.IsBalanced.ShouldBeFalse();
    }

    [Fact]
    public void An_amount_that_differs_by_a_cent_is_found()
    {
        Wrong(s_books with { Sales = [76.98m] }).ShouldBe(["A1: 76.98 sold in the ERP, 61.99 in the shop"]);
        Wrong(s_books with { Invoices = [18.00m, 44.00m] }).ShouldBe(["A1: 62.00 invoiced in the ERP, 61.99 ordered in the shop", "A1: 49.99 kept by the shop, 50.00 owed in the ERP"]);
        Wrong(s_books with { CreditNotes = [12.01m] }).ShouldBe(["A1: 12.01 credited in the ERP, 12.00 to be paid back", "A1: 49.99 kept by the shop, 49.98 owed in the ERP"]);
        Wrong(s_books with { PaidBack = [s_books.PaidBack[0], (s_books.PaidBack[1].Reason, 11.99m)] })
            .ShouldBe(["A1: 11.99 paid back by the shop, 12.00 to be paid back", "A1: 50.00 kept by the shop, 49.99 owed in the ERP", "A1: 27.00 paid out in the ERP, 26.99 paid back by the shop"]);
        Wrong(s_books with { PaidIn = 76.98m }).ShouldBe(["A1: 49.98 kept by the shop, 49.99 owed in the ERP", "A1: 76.99 received in the ERP, 76.98 taken by the shop"]);
        Wrong(s_books with { Received = [76.98m] }).ShouldBe(["A1: 76.98 received in the ERP, 76.99 taken by the shop"]);
        Wrong(s_books with { PaidOut = [15.00m, 12.01m] }).ShouldBe(["A1: 27.01 paid out in the ERP, 27.00 paid back by the shop"]);
    }

    [Fact]
    public void Pieces_of_another_item_are_found() =>
        Wrong(s_books with { Fulfilments = [s_first, s_first] }).ShouldBe(["A1: 0 of BOOK-1 fulfilled in the shop, 2 ordered"]);

    [Fact]
    public void Stock_that_differs_is_found()
    {
        var books = Books(s_books) with { ErpStock = new Dictionary<string, decimal> { ["BOOK-1@WH"] = 900, ["SKU-1001@WH"] = 5 } };

        PairBalance.Run([s_placed], books, new HashSet<string>()).WrongStock.ShouldBe(["SKU-1001@WH: 0 on hand in the shop, 5 in the ERP"]);
    }

    [Fact]
    public void The_same_seed_plans_the_same_and_every_kind_of_order_occurs()
    {
        var (one, other) = (PairPlan.Make(50, 3, roundsTotalOnly: false), PairPlan.Make(50, 3, roundsTotalOnly: false));

        one.Select(Describe).ShouldBe(other.Select(Describe));
        one.Select(Describe).ShouldNotBe(PairPlan.Make(50, 4, roundsTotalOnly: false).Select(Describe));
        one.Count(order => order.Parcels.Count == 2).ShouldBeGreaterThan(10);
        one.Count(order => order.Cancelled is not null).ShouldBeGreaterThan(3);
        one.Count(order => order.Returned is not null).ShouldBe(13);
        one.ShouldAllBe(order => order.Parcels.SelectMany(parcel => parcel).GroupBy(line => line.Key).All(line => line.Sum(part => part.Value) == order.Kept[line.Key]));
    }

    [Fact]
    public void A_shop_that_rounds_once_sells_no_two_items_in_one_order_whose_taxes_have_fractions_of_a_cent()
    {
        PairPlan.Make(200, 3, roundsTotalOnly: false).ShouldContain(order => order.Bought.ContainsKey("SKU-1003") && order.Bought.ContainsKey("BOOK-1"));
        PairPlan.Make(200, 3, roundsTotalOnly: true).ShouldNotContain(order => order.Bought.ContainsKey("SKU-1003") && order.Bought.ContainsKey("BOOK-1"));
    }

    private static string Describe(PlannedOrder order) =>
        $"{string.Join(' ', order.Bought)} -{order.Cancelled} +{order.Returned} {string.Join(" | ", order.Parcels.Select(parcel => string.Join(' ', parcel)))}";

    private static IReadOnlyList<string> Wrong(OrderBooks books) => Run(books).WrongAmounts;

    private static Balance Run(OrderBooks books) => PairBalance.Run([s_placed], Books(books), new HashSet<string>());

    private static PairBooks Books(OrderBooks books) =>
        new([books], [], new Dictionary<string, decimal> { ["BOOK-1@WH"] = 900 }, new Dictionary<string, decimal> { ["BOOK-1@WH"] = 900 });
}
