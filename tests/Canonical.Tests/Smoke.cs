namespace Crossdock.Canonical.Tests;
public class Smoke { [Fact] public void A_result_without_problems_cannot_be_a_refusal() => Should.Throw<ArgumentOutOfRangeException>(() => ParseResult<string>.Invalid([])); }
