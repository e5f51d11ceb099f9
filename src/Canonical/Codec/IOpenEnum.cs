namespace Crossdock.Canonical;

/// <summary>A value of an open set: some values are known, every other one is kept as it is.</summary>
public interface IOpenEnum
{
    /// <summary>The text on the wire; empty for the default value.</summary>
    string Value { get; }

    /// <summary>True when the value is one the schema describes.</summary>
    bool IsKnown { get; }
}
