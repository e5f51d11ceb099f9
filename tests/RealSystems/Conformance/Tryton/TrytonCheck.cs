using Crossdock.RealSystems.Tryton;
using Crossdock.TestKit.Conformance;

namespace Crossdock.RealSystems.Conformance;

[Collection(nameof(SqliteTryton))]
public class TrytonCheck(SqliteTryton live) : ConnectionCheckConformance
{
    protected override ConnectorFixture Fixture => field ??= new TrytonFixture(live);
}
