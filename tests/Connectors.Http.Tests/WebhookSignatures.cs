using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.Connectors.Http.Tests;

/// <summary>Fault 50: of all deliveries exactly those are accepted that were signed by the remote, over these bytes, a short while ago.</summary>
public class WebhookSignatures
{
    private static readonly byte[] s_body = """{"order": "SO-1","total":1.10}"""u8.ToArray();
    private static readonly Secret s_current = new("whsec-current");
    private static readonly Secret s_previous = new("whsec-previous");

    private static string Right => Hex(s_current, s_body);

    [Fact]
    public void What_the_remote_signed_is_accepted_however_it_spells_it()
    {
        WebhookSignature.IsSigned(s_body, [Right], [s_current]).ShouldBeTrue();
        WebhookSignature.IsSigned(s_body, [Right.ToUpperInvariant()], [s_current]).ShouldBeTrue();
        WebhookSignature.IsSigned(s_body, [Convert.ToBase64String(Convert.FromHexString(Right))], [s_current]).ShouldBeTrue();
    }

    [Fact]
    public void While_a_secret_is_changed_both_are_good_and_later_only_the_new_one()
    {
        var old = Hex(s_previous, s_body);

        WebhookSignature.IsSigned(s_body, [Right], [s_current, s_previous]).ShouldBeTrue();
        WebhookSignature.IsSigned(s_body, [old], [s_current, s_previous]).ShouldBeTrue();
        WebhookSignature.IsSigned(s_body, [old], [s_current]).ShouldBeFalse();
    }

    [Fact]
    public void Junk_before_the_right_signature_does_not_hide_it() =>
        WebhookSignature.IsSigned(s_body, ["", "junk", null, new string('0', 64), Right], [s_current]).ShouldBeTrue();

    [Fact]
    public void Without_a_signature_nothing_is_accepted()
    {
        WebhookSignature.IsSigned(s_body, [], [s_current]).ShouldBeFalse();
        WebhookSignature.IsSigned(s_body, [null, "", " ", "null", "sha256=" + Right, Right[..^1], Right + "0"], [s_current]).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_secret_nothing_is_accepted_and_an_empty_one_cannot_be_made()
    {
        var unkeyed = Convert.ToHexString(HMACSHA256.HashData(Array.Empty<byte>(), s_body));

        WebhookSignature.IsSigned(s_body, [unkeyed], []).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new Secret(""));
    }

    [Fact]
    public void One_flipped_bit_anywhere_is_refused()
    {
        var signature = Convert.FromHexString(Right);
        foreach (var flipped in Flips(signature))
        {
            WebhookSignature.IsSigned(s_body, [Convert.ToHexString(flipped)], [s_current]).ShouldBeFalse();
        }

        foreach (var flipped in Flips(s_body))
        {
            WebhookSignature.IsSigned(flipped, [Right], [s_current]).ShouldBeFalse();
        }
    }

    [Fact]
    public void The_same_document_written_again_is_another_text()
    {
        var again = Encoding.UTF8.GetBytes(JsonNode.Parse(s_body)!.ToJsonString());

        WebhookSignature.IsSigned(again, [Right], [s_current]).ShouldBeFalse();
    }

    [Fact]
    public void Only_so_many_signatures_are_looked_at() =>
        WebhookSignature.IsSigned(s_body, [.. Enumerable.Repeat(new string('0', 64), WebhookSignature.MaxSignatures), Right], [s_current]).ShouldBeFalse();

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(86_400 * 365, false)]
    public void A_signed_time_is_at_most_five_minutes_off(int secondsOld, bool isTimely)
    {
        var now = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

        WebhookSignature.IsTimely(now.AddSeconds(-secondsOld), now).ShouldBe(isTimely);
    }

    private static string Hex(Secret secret, byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), body));

    private static IEnumerable<byte[]> Flips(byte[] bytes) => Enumerable.Range(0, 8 * bytes.Length).Select(bit =>
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    });
}
