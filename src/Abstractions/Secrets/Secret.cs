namespace Crossdock;

/// <summary>A secret value that never shows itself: text, debugger and serialisers see only <c>***</c>.</summary>
[System.Diagnostics.DebuggerDisplay("***")]
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Holds a secret.</summary>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>Hands out the value; call it only where it is put on the wire.</summary>
    public string Reveal() => _value;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
