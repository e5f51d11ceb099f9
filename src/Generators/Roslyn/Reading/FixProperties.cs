using System.Collections.Immutable;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>What a diagnostic tells its code fix.</summary>
internal static class FixProperties
{
    /// <summary>The port interface to implement, fully qualified.</summary>
    public const string Port = "port";

    /// <summary>The attribute to add, fully qualified, without its suffix.</summary>
    public const string Attribute = "attribute";

    public static ImmutableDictionary<string, string?> Of(string key, string value) =>
        ImmutableDictionary<string, string?>.Empty.Add(key, value);
}
