namespace Crossdock.TestKit.Conformance;

/// <summary>How a rule wants the connector connected.</summary>
/// <param name="Wire">What the connector's HTTP traffic has to go through: <see cref="RemoteWireExtensions.AddRemoteWire"/> or <see cref="RemoteWire.CreateHandler"/>.</param>
public sealed record ConnectionSetup(RemoteWire Wire)
{
    /// <summary>True: connect with a credential the remote does not take. It has to hold <see cref="WrongSecret"/>.</summary>
    public bool WrongCredential { get; init; }

    /// <summary>How far the connector's clock (its <see cref="TimeProvider"/>) is ahead of the remote's.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>The credential to use when <see cref="WrongCredential"/> is set; no text of the connector may show it.</summary>
    public static string WrongSecret => "wrong-secret-5f1c";
}
