using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Connectors.Vendure.Tests.Orders;

/// <summary>No order is skipped, whatever the shop's time-stamps do.</summary>
public class OrderCursors
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task More_rows_than_a_page_may_share_a_time_stamp(int pageSize)
    {
        var shelf = new OrderShelf();
        for (var id = 1; id <= 40; id++)
        {
            // Ten orders before, twenty-five at once, five after; ids do not follow the times.
            shelf.Add((id * 17) % 41, s_noon + (id <= 10 ? TimeSpan.FromSeconds(id) : id <= 35 ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(id)));
        }

        var poll = await PollAsync(shelf, Checkpoint.Start, pageSize);

        poll.Keys.Distinct().Count().ShouldBe(40);
        poll.Largest.ShouldBeLessThanOrEqualTo(pageSize);
        poll.LongestCursor.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task Times_stored_finer_than_they_are_told_are_neither_skipped_nor_read_for_ever()
    {
        var shelf = new OrderShelf();
        for (var id = 1; id <= 20; id++)
        {
            shelf.Add(id, s_noon + TimeSpan.FromMicroseconds(150 * id));
        }

        var poll = await PollAsync(shelf, Checkpoint.Start, 3);

        poll.Keys.Distinct().Count().ShouldBe(20);
        poll.Pages.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task A_row_that_leaves_a_group_while_it_is_read_does_not_hide_another()
    {
        var shelf = new OrderShelf();
        for (var id = 1; id <= 12; id++)
        {
            shelf.Add(id, s_noon);
        }

        // A newer change elsewhere keeps the second walk away from the group, so that only the first can find it.
        shelf.Add(99, s_noon.AddHours(-1), updated: s_noon.AddHours(1));

        // Between two pages of the group its first row goes, so that every other moves up by one.
        shelf.BeforeQuery = query =>
        {
            if (query == 5)
            {
                shelf.Rows.RemoveAll(row => row.Id == 1);
            }
        };

        Enumerable.Range(1, 12).Select(id => $"O{id}").ShouldBeSubsetOf((await PollAsync(shelf, Checkpoint.Start, 4)).Keys);
    }

    [Fact]
    public async Task Rows_inserted_while_reading_are_found_in_the_same_or_the_next_poll()
    {
        var shelf = new OrderShelf();
        for (var id = 1; id <= 10; id++)
        {
            shelf.Add(id, s_noon.AddSeconds(id));
        }

        shelf.BeforeQuery = query => shelf.Add(100 + query, s_noon.AddSeconds(20 + query));
        var first = await PollAsync(shelf, Checkpoint.Start, 3);
        shelf.BeforeQuery = _ => { };
        var second = await PollAsync(shelf, first.Next, 3);

        first.Keys.Concat(second.Keys).Distinct().Count().ShouldBe(shelf.Rows.Count);
    }

    [Fact]
    public async Task An_order_paid_long_after_its_last_change_is_found()
    {
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon);
        var first = await PollAsync(shelf, Checkpoint.Start, 10);

        // The customer filled the cart an hour before the newest order and pays now: updatedAt stays where it was.
        shelf.Add(2, s_noon.AddMinutes(5), updated: s_noon.AddHours(-1));

        (await PollAsync(shelf, first.Next, 10)).Keys.ShouldContain("O2");
    }

    [Fact]
    public async Task A_cancelled_line_of_an_old_order_is_found_by_updatedAt()
    {
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon.AddDays(-90), state: "Delivered");
        shelf.Add(2, s_noon);
        var first = await PollAsync(shelf, Checkpoint.Start, 10);

        shelf.Rows[0].Updated = s_noon.AddMinutes(1);

        (await PollAsync(shelf, first.Next, 10)).Keys.ShouldContain("O1");
    }

    [Fact]
    public async Task A_row_that_commits_late_is_found_within_the_overlap()
    {
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon);
        var first = await PollAsync(shelf, Checkpoint.Start, 10);

        shelf.Add(2, s_noon.AddMilliseconds(-700));

        (await PollAsync(shelf, first.Next, 10)).Keys.ShouldContain("O2");
    }

    [Fact]
    public async Task Settling_shipping_and_refunding_move_no_stamp_so_open_and_young_orders_are_read_again()
    {
        var time = new FakeTimeProvider(s_noon.AddMinutes(1));
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon.AddDays(-200), state: "PaymentAuthorized");
        shelf.Add(2, s_noon.AddDays(-3), state: "Delivered");
        shelf.Add(3, s_noon.AddDays(-100), state: "Delivered");
        shelf.Add(4, s_noon);
        var first = await PollAsync(shelf, Checkpoint.Start, 10, time);

        var soon = await PollAsync(shelf, first.Next, 10, time);
        time.Advance(TimeSpan.FromMinutes(5));
        var later = await PollAsync(shelf, soon.Next, 10, time);

        soon.Keys.Distinct().ShouldBe(["O4"], "nothing is due yet; only the overlap repeats");
        later.Keys.Distinct().Order().ShouldBe(["O1", "O2", "O4"]);
        (await PollAsync(shelf, later.Next, 10, time)).Keys.Distinct().ShouldBe(["O4"], "it was read again just now");
    }

    [Fact]
    public async Task A_stamp_from_the_future_does_not_hide_what_comes_before_it()
    {
        // Our clock is six hours ahead of the shop's.
        var shelf = new OrderShelf { Clock = s_noon };
        shelf.Add(1, s_noon.AddYears(10));
        var first = await PollAsync(shelf, Checkpoint.Start, 10);

        shelf.Add(2, s_noon.AddMinutes(1));

        (await PollAsync(shelf, first.Next, 10)).Keys.ShouldContain("O2");
    }

    [Fact]
    public async Task The_last_orders_of_a_quiet_shop_are_not_read_for_ever()
    {
        var shelf = new OrderShelf { Clock = s_noon.AddMinutes(10) };
        shelf.Add(1, s_noon);
        var first = await PollAsync(shelf, Checkpoint.Start, 10);
        shelf.Clock = s_noon.AddMinutes(11);
        var second = await PollAsync(shelf, first.Next, 10);

        // Commits late, within the overlap of one second before the last poll.
        shelf.Add(2, s_noon.AddMinutes(11).AddMilliseconds(-700));
        shelf.Add(3, s_noon.AddMinutes(12));
        var third = await PollAsync(shelf, second.Next, 10);

        second.Keys.ShouldBeEmpty();
        third.Keys.Distinct().Order().ShouldBe(["O2", "O3"]);
    }

    [Fact]
    public async Task A_row_that_commits_late_behind_a_long_walk_is_found()
    {
        var shelf = new OrderShelf { Clock = s_noon.AddSeconds(10) };
        for (var id = 1; id <= 9; id++)
        {
            shelf.Add(id, s_noon.AddSeconds(id));
        }

        // While the second page is read, a row appears behind it, and the walk goes on for longer than the overlap.
        shelf.BeforeQuery = query =>
        {
            if (query == 3)
            {
                shelf.Add(100, s_noon.AddSeconds(10).AddMilliseconds(-900));
                shelf.Add(101, s_noon.AddSeconds(30));
                shelf.Clock = s_noon.AddSeconds(30);
            }
        };
        var first = await PollAsync(shelf, Checkpoint.Start, 4);
        shelf.BeforeQuery = _ => { };

        (await PollAsync(shelf, first.Next, 4)).Keys.ShouldContain("O100");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_stamped_in_the_future_does_not_hide_later_changes_from_the_first_poll_on(bool shopTellsItsTime)
    {
        // Our clock is six hours ahead of the shop's, so only what the shop tells helps against its own time.
        var changed = shopTellsItsTime ? s_noon.AddMinutes(1) : s_noon.AddHours(7);
        var shelf = new OrderShelf { Clock = shopTellsItsTime ? s_noon : null };
        shelf.Add(1, s_noon.AddDays(-90), state: "Delivered");
        shelf.Add(2, s_noon.AddDays(-90), updated: s_noon.AddYears(10), state: "Delivered");
        var first = await PollAsync(shelf, Checkpoint.Start, 10);

        shelf.Rows[0].Updated = changed;

        (await PollAsync(shelf, first.Next, 10)).Keys.ShouldContain("O1");
    }

    [Fact]
    public async Task Open_orders_are_read_again_although_our_clock_went_back()
    {
        var ahead = new FakeTimeProvider(s_noon.AddYears(10));
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon.AddDays(-200), state: "PaymentAuthorized");
        shelf.Add(2, s_noon);
        var first = await PollAsync(shelf, Checkpoint.Start, 10, ahead);

        (await PollAsync(shelf, first.Next, 10, new FakeTimeProvider(s_noon.AddMinutes(1)))).Keys.ShouldContain("O1");
    }

    [Fact]
    public async Task Carts_and_drafts_are_no_orders()
    {
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon, state: "AddingItems", isPlaced: false);
        shelf.Add(2, s_noon, state: "Draft", isPlaced: false);
        shelf.Add(3, s_noon);

        (await PollAsync(shelf, Checkpoint.Start, 10)).Keys.Distinct().ShouldBe(["O3"]);
    }

    [Fact]
    public async Task Take_never_exceeds_what_the_shop_allows()
    {
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon);

        await PollAsync(shelf, Checkpoint.Start, 1000, configure: options => options.OrdersPerPage = 500);

        shelf.LargestTake.ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public async Task Reading_starts_where_the_options_say()
    {
        var shelf = new OrderShelf();
        shelf.Add(1, s_noon.AddDays(-1), updated: s_noon.AddHours(1));
        shelf.Add(2, s_noon);

        (await PollAsync(shelf, Checkpoint.Start, 10, configure: options => options.OrdersSince = s_noon)).Keys.Distinct().ShouldBe(["O2"]);
    }

    [Fact]
    public async Task An_empty_shop_is_read_in_one_page_and_its_first_order_is_found()
    {
        var shelf = new OrderShelf();
        var first = await PollAsync(shelf, Checkpoint.Start, 10);

        shelf.Add(1, s_noon);

        first.Pages.ShouldBe(1);
        (await PollAsync(shelf, first.Next, 10)).Keys.ShouldContain("O1");
    }

    [Theory]
    [InlineData("{\"version\":2}")]
    [InlineData("{}")]
    [InlineData("12345")]
    [InlineData("not json")]
    public async Task A_cursor_that_is_not_ours_is_refused_and_not_read_as_the_start(string cursor)
    {
        await using var shop = TestShop.With(new OrderShelf().Handler);

        var exception = await Should.ThrowAsync<ConnectorException>(() => shop.ReadAsync(new Checkpoint(cursor), 10));

        exception.Kind.ShouldBe(ErrorKind.Permanent);
        exception.Message.ShouldContain("'shop'");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_between_pages_every_order_is_read_in_its_last_state_in_the_end(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(s_noon.AddHours(1));
        var shelf = new OrderShelf();
        var now = s_noon;
        var read = new Dictionary<string, DateTimeOffset?>();
        for (var id = 1; id <= 30; id++)
        {
            shelf.Add(id, now.AddMilliseconds(random.Next(3)));
        }

        shelf.BeforeQuery = _ =>
        {
            now = now.AddMilliseconds(random.Next(3));
            if (random.Next(3) == 0 && shelf.Rows.Count < 60)
            {
                shelf.Add(shelf.Rows.Count + 1, now, updated: now.AddMinutes(-random.Next(60)));
            }

            if (random.Next(3) == 0)
            {
                shelf.Rows[random.Next(shelf.Rows.Count)].Updated = now;
            }
        };

        var next = Checkpoint.Start;
        for (var i = 0; i < 4; i++)
        {
            next = (await PollAsync(shelf, next, pageSize: 1 + random.Next(6), time, seen: read)).Next;
        }

        shelf.BeforeQuery = _ => { };
        await PollAsync(shelf, next, 50, time, seen: read);

        read.Count.ShouldBe(shelf.Rows.Count, $"seed {seed}");
        shelf.Rows.ShouldAllBe(row => read[row.Code]!.Value.ToUnixTimeMilliseconds() == row.Updated.ToUnixTimeMilliseconds(), $"seed {seed}");
    }

    private static async Task<Poll> PollAsync(
        OrderShelf shelf, Checkpoint after, int pageSize, TimeProvider? time = null, Action<VendureOptions>? configure = null, Dictionary<string, DateTimeOffset?>? seen = null)
    {
        await using var shop = TestShop.With(shelf.Handler, configure, time);
        var keys = new List<string>();
        var (pages, largest, longest) = (0, 0, 0);
        while (true)
        {
            var page = await shop.ReadAsync(after, pageSize);
            foreach (var change in page.Changes)
            {
                change.Problems.ShouldBeEmpty();
                keys.Add(change.DocumentKey);
                seen?.Remove(change.DocumentKey);
                seen?.Add(change.DocumentKey, change.Document!.Dates.Modified);
            }

            (pages, largest, longest, after) = (pages + 1, Math.Max(largest, page.Changes.Count), Math.Max(longest, page.Next.Cursor.Length), page.Next);
            pages.ShouldBeLessThan(1000, "the poll does not end");
            if (!page.HasMore)
            {
                return new Poll(keys, after, pages, largest, longest);
            }
        }
    }

    private sealed record Poll(IReadOnlyList<string> Keys, Checkpoint Next, int Pages, int Largest, int LongestCursor);
}
