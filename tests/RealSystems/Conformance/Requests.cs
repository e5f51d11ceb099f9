namespace Crossdock.RealSystems.Conformance;

/// <summary>Requests to a shop as the runtime makes them.</summary>
internal static class Requests
{
    public static EffectRequest<T> To<T>(T command, EffectOperation operation, string number, int revision = 1)
        where T : class, IEffectCommand => new(new IdempotencyKey("acme", "shop", operation.Name, number, revision), command, 1, number);
}
