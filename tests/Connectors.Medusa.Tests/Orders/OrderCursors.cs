using Crossdock.Canonical;

namespace Crossdock.Connectors.Medusa.Tests.Orders;

/// <summary>No order and no change of one is missed, though <c>updated_at</c> misses some.</summary>
public class OrderCursors
{
    private static readonly DateTimeOffset s_start = TestShop.Now - TimeSpan.FromDays(1);

    [Fact]
    public async Task Orders_are_read_page_by_page_and_then_only_what_is_new()
    {
        var fake = new FakeShop { Clock = TestShop.Now };
        for (var i = 0; i < 7; i++)
        {
            fake.Add($"order_{i}", s_start.AddMinutes(i));
        }

        await using var shop = new TestShop(fake.Handler);

        var (first, next) = await shop.PollAsync<Order>(Checkpoint.Start, size: 3);
        fake.Add("order_new", TestShop.Now);
        var (second, _) = await shop.PollAsync<Order>(next, size: 3);

        first.Select(change => change.DocumentKey).ShouldBe(Enumerable.Range(0, 7).Select(i => $"order_{i}"));
        second.Select(change => change.DocumentKey).ShouldBe(["order_new"]);
    }

    [Fact]
    public async Task A_capture_that_moves_no_time_stamp_of_the_order_is_found()
    {
        var fake = new FakeShop { Clock = TestShop.Now };
        fake.Add("order_1", s_start);
        await using var shop = new TestShop(fake.Handler);
        var (_, next) = await shop.PollAsync<Order>(Checkpoint.Start);
        (await shop.PollAsync<Order>(next)).Changes.ShouldBeEmpty("it is not due yet");

        Capturing(fake["order_1"]);
        shop.Time.Advance(TimeSpan.FromMinutes(5));
        fake.Clock = shop.Time.GetUtcNow();
        var (changes, _) = await shop.PollAsync<Order>(next);

        changes.ShouldHaveSingleItem().Document!.Statuses.On(StatusAxis.Payment)!.Code.ShouldBe(PaymentStatus.Paid.Value);
    }

    [Fact]
    public async Task More_orders_than_a_page_with_one_time_stamp_are_all_read()
    {
        var fake = new FakeShop();
        for (var i = 0; i < 23; i++)
        {
            fake.Add($"order_{i:00}", s_start);
        }

        await using var shop = new TestShop(fake.Handler);

        var (changes, _) = await shop.PollAsync<Order>(Checkpoint.Start, size: 4);

        changes.Select(change => change.DocumentKey).Distinct().Count().ShouldBe(23);
    }

    [Fact]
    public async Task Times_that_are_stored_finer_than_they_are_told_skip_nothing()
    {
        var fake = new FakeShop();
        for (var i = 0; i < 12; i++)
        {
            fake.Add($"order_{i:00}", s_start.AddTicks(i * 2_500));
        }

        await using var shop = new TestShop(fake.Handler);

        var (changes, _) = await shop.PollAsync<Order>(Checkpoint.Start, size: 2);

        changes.Select(change => change.DocumentKey).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public async Task Orders_that_change_while_they_are_read_shift_no_other_away()
    {
        var fake = new FakeShop { Clock = TestShop.Now };
        for (var i = 0; i < 10; i++)
        {
            fake.Add($"order_{i}", s_start.AddMinutes(i));
        }

        fake.BeforeList = count =>
        {
            if (count is > 1 and < 4)
            {
                fake.Touch($"order_{count}", TestShop.Now);
            }
        };
        await using var shop = new TestShop(fake.Handler);

        var (changes, _) = await shop.PollAsync<Order>(Checkpoint.Start, size: 2);

        changes.Select(change => change.DocumentKey).Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public async Task An_order_that_commits_late_is_found_within_the_overlap()
    {
        var fake = new FakeShop { Clock = TestShop.Now };
        fake.Add("order_1", TestShop.Now);
        await using var shop = new TestShop(fake.Handler);
        var (_, next) = await shop.PollAsync<Order>(Checkpoint.Start);

        fake.Add("order_late", TestShop.Now - TimeSpan.FromSeconds(90));

        (await shop.PollAsync<Order>(next)).Changes.Select(change => change.DocumentKey).ShouldContain("order_late");
    }

    [Fact]
    public async Task A_stamp_from_the_future_hides_nothing_that_happens_until_then()
    {
        var fake = new FakeShop();
        fake.Add("order_1", TestShop.Now.AddHours(3));
        await using var shop = new TestShop(fake.Handler);
        var (_, next) = await shop.PollAsync<Order>(Checkpoint.Start);

        fake.Add("order_2", TestShop.Now.AddMinutes(1));
        shop.Time.Advance(TimeSpan.FromMinutes(1));

        (await shop.PollAsync<Order>(next)).Changes.Select(change => change.DocumentKey).ShouldContain("order_2");
    }

    [Theory]
    [InlineData("updated_at[$gte]")]
    [InlineData("order")]
    [InlineData("limit")]
    public async Task A_parameter_that_the_shop_ignores_is_noticed_and_not_taken_for_an_answer(string parameter)
    {
        var fake = new FakeShop { Clock = TestShop.Now };
        fake.Add("order_1", s_start);
        fake.Add("order_2", s_start.AddMinutes(1));
        await using var shop = new TestShop(fake.Handler);
        var (_, next) = await shop.PollAsync<Order>(Checkpoint.Start);
        fake.Unknown.Add(parameter);
        fake.Add("order_3", TestShop.Now);
        fake.Add("order_4", TestShop.Now.AddSeconds(1));

        var failure = await Should.ThrowAsync<ConnectorException>(() => shop.PollAsync<Order>(next));

        failure.Kind.ShouldBe(ErrorKind.Permanent);
        failure.Message.ShouldContain($"'{parameter}'");
    }

    [Fact]
    public async Task One_key_is_sorted_by_because_the_shop_answers_two_with_500()
    {
        var fake = new FakeShop();
        for (var i = 0; i < 9; i++)
        {
            fake.Add($"order_{i}", s_start);
        }

        await using var shop = new TestShop(fake.Handler);

        await shop.PollAsync<Order>(Checkpoint.Start, size: 2);

        fake.Handler.Calls.ShouldAllBe(call => call["order"] != null && !call["order"]!.Contains(','));
    }

    [Fact]
    public async Task Drafts_are_no_orders_and_old_orders_stay_away_when_they_are_not_wanted()
    {
        var fake = new FakeShop();
        fake.Add("order_draft", s_start)["status"] = "draft";
        fake.Add("order_old", s_start.AddDays(-30), updated: s_start);
        fake.Add("order_1", s_start);
        await using var shop = new TestShop(fake.Handler, options => options.OrdersSince = s_start.AddDays(-1));

        (await shop.PollAsync<Order>(Checkpoint.Start)).Changes.ShouldHaveSingleItem().DocumentKey.ShouldBe("order_1");
        (await shop.FindAsync("order_old")).ShouldBeNull();
    }

    [Fact]
    public async Task The_cursor_stays_small_and_another_ones_is_refused()
    {
        var fake = new FakeShop();
        for (var i = 0; i < 60; i++)
        {
            fake.Add($"order_{i}", s_start.AddSeconds(i / 20));
        }

        await using var shop = new TestShop(fake.Handler);
        var page = await shop.ReadAsync<Order>(Checkpoint.Start, 7);

        page.Next.Cursor.Length.ShouldBeLessThan(400);
        (await Should.ThrowAsync<ConnectorException>(() => shop.ReadAsync<Order>(new Checkpoint("{\"version\":99}")))).Message.ShouldContain("orders");
    }

    private static void Capturing(System.Text.Json.Nodes.JsonObject order)
    {
        var payment = FakeShop.Payments(order).First();
        payment["captures"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = "capt_1", ["created_at"] = FakeShop.Text(TestShop.Now), ["raw_amount"] = payment["raw_amount"]!.DeepClone(),
        });
    }
}
