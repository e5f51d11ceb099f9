using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Runtime.Tests;

/// <summary>The id of an event is stored for ever and compared after upgrades, so how it is made must never change.</summary>
public sealed class EnvelopeIdTests
{
    [Theory]
    [InlineData("order.seen", "SO-1", null, "f1")]
    [InlineData("order.seen", "SO-1", 0L, "f1")]
    [InlineData("order.seen", "SO-1", 258L, "f1")]
    [InlineData("größe", "Straße 1", -1L, "")]
    public void It_is_the_digest_of_its_parts_each_with_its_length(string type, string key, long? version, string fingerprint)
    {
        var bytes = new List<byte>();
        foreach (var part in new[] { type, key, fingerprint })
        {
            var text = Encoding.UTF8.GetBytes(part);
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.AddRange([.. length, .. text]);
        }

        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, version ?? 0);
        bytes.AddRange([version is null ? (byte)0 : (byte)1, .. number]);

        EnvelopeId.From(type, key, version, fingerprint).ShouldBe(Base64Url.EncodeToString(SHA256.HashData(bytes.ToArray())));
    }

    [Fact]
    public void No_other_parts_have_the_same_id()
    {
        string[] ids =
        [
            EnvelopeId.From("order", "SO-1", null, "f"), EnvelopeId.From("order", "SO-1", 0, "f"), EnvelopeId.From("order", "SO-1", 1, "f"), EnvelopeId.From("order", "SO-1", 256, "f"),
            EnvelopeId.From("orde", "rSO-1", null, "f"), EnvelopeId.From("order", "SO-1f", null, ""), EnvelopeId.From("order", "SO-1", null, "g"), EnvelopeId.From("item", "SO-1", null, "f"),
        ];
        ids.ShouldBeUnique();
    }
}
