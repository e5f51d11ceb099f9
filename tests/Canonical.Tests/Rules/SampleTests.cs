namespace Crossdock.Canonical.Tests.Rules;

/// <summary>The documents the rules are tested with are documents the codec accepts.</summary>
public sealed class SampleTests
{
    [Fact]
    public void Every_sample_survives_the_wire()
    {
        Survives(Sample.Order);
        Survives(Sample.Invoice);
        Survives(Sample.Shipment);
        Survives(Sample.Acknowledgement);
        Survives(Sample.Request);
        Survives(Sample.Payment);
        Survives(Sample.Refund);
        Survives(Sample.Item);
        Survives(Sample.Snapshot);
        Survives(Sample.Movements);
    }

    private static void Survives<T>(T document)
        where T : class, ICanonicalDocument<T>
    {
        var result = T.Codec.Parse(T.Codec.ToUtf8Bytes(document));

        string.Join("\n", result.Problems).ShouldBe("");
        result.Value.ShouldBe(document);
    }
}
