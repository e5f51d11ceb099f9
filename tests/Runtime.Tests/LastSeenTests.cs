using Crossdock.Canonical;
using Crossdock.Runtime.Tests.Support;
using CsCheck;

namespace Crossdock.Runtime.Tests;

/// <summary>The memory of a poller against a plain model: it may forget, and never takes anything new for known.</summary>
public sealed class LastSeenTests
{
    [Fact]
    public void Only_the_last_state_of_a_document_is_ever_known() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[0, 3]).Array[0, 80].Sample(steps =>
        {
            var memory = new LastSeen<Order>(capacity: 3);
            var last = new Dictionary<string, (int, int)>();
            var page = new List<(string Key, UInt128 Identity, (int, int) State)>();
            foreach (var (number, quantity, version, then) in steps)
            {
                var key = $"SO-{number}";
                var change = new Change<Order>
                {
                    DocumentKey = key,
                    Document = Docs.Order(key, ("SKU-1", quantity, 10)),
                    SourceVersion = version == 0 ? null : version,
                };
                if (memory.Knows(change, out var identity))
                {
                    last.GetValueOrDefault(key).ShouldBe((quantity, version));
                }
                else
                {
                    last.Remove(key);
                    page.Add((key, identity!.Value, (quantity, version)));
                }

                // The page goes on, or ends: stored, or not.
                if (then == 1)
                {
                    page.ForEach(one => memory.Remember(one.Key, one.Identity));
                    page.ForEach(one => last[one.Key] = one.State);
                }

                if (then is 1 or 2)
                {
                    page.Clear();
                }
            }
        });

    [Fact]
    public void What_is_told_at_each_poll_stays_known_while_others_pass_by()
    {
        var memory = new LastSeen<Order>(capacity: 4);
        Tell(memory, "SO-0").ShouldBeFalse();
        for (var number = 1; number < 50; number++)
        {
            Tell(memory, $"SO-{number}").ShouldBeFalse();
            Tell(memory, "SO-0").ShouldBeTrue();
        }

        Tell(memory, "SO-1").ShouldBeFalse("it was forgotten long ago");
    }

    [Theory]
    [InlineData(1L, 2L)]
    [InlineData(2L, 1L)]
    [InlineData(null, 0L)]
    [InlineData(0L, null)]
    [InlineData(1L, 1L << 32)]
    public void The_same_content_in_another_version_is_not_known(long? first, long? second)
    {
        var memory = new LastSeen<Order>(capacity: 4);
        Tell(memory, "SO-1", first).ShouldBeFalse();
        Tell(memory, "SO-1", first).ShouldBeTrue();
        Tell(memory, "SO-1", second).ShouldBeFalse();
    }

    [Fact]
    public void What_is_refused_or_has_no_key_is_never_known()
    {
        var memory = new LastSeen<Order>(capacity: 4);
        var order = Docs.Order("SO-1");
        Tell(memory, "SO-1").ShouldBeFalse();
        memory.Knows(new Change<Order> { DocumentKey = "SO-1", Problems = [new DocumentProblem("", "mapping", "unreadable")] }, out var identity).ShouldBeFalse();
        identity.ShouldBeNull();
        Tell(memory, "SO-1").ShouldBeFalse("it was something else in between");
        memory.Knows(new Change<Order> { DocumentKey = "", Document = order }, out identity).ShouldBeFalse();
        identity.ShouldBeNull();
    }

    private static bool Tell(LastSeen<Order> memory, string key, long? version = 1)
    {
        var isKnown = memory.Knows(new Change<Order> { DocumentKey = key, Document = Docs.Order(key), SourceVersion = version }, out var identity);
        if (!isKnown)
        {
            memory.Remember(key, identity!.Value);
        }

        return isKnown;
    }
}
