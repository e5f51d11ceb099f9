using Crossdock.Generators.SchemaCompiler.Patterns;

namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>What a schema allows at one place.</summary>
internal abstract record TypeNode(SchemaLocation Location, string Description);

/// <summary>Text, perhaps in a format.</summary>
internal sealed record StringNode(SchemaLocation Location, string Description, TextLimits Limits, TextFormat Format, string? Const)
    : TypeNode(Location, Description);

/// <summary>A string of which some values are known and all are kept.</summary>
internal sealed record OpenEnumNode(SchemaLocation Location, string Description, string Name, TextLimits Limits, IReadOnlyList<KnownValue> Values)
    : TypeNode(Location, Description), INamedNode;

/// <summary>A string that can only be one of a few values.</summary>
internal sealed record ClosedEnumNode(SchemaLocation Location, string Description, string Name, IReadOnlyList<KnownValue> Values)
    : TypeNode(Location, Description), INamedNode;

internal sealed record IntegerNode(SchemaLocation Location, string Description, long Minimum, long Maximum) : TypeNode(Location, Description)
{
    /// <summary>True when every allowed value fits 32 bits.</summary>
    public bool IsNarrow => Minimum >= int.MinValue && Maximum <= int.MaxValue;
}

internal sealed record BooleanNode(SchemaLocation Location, string Description) : TypeNode(Location, Description);

internal sealed record ArrayNode(SchemaLocation Location, string Description, TypeNode Items, int MinItems, int MaxItems, bool UniqueItems)
    : TypeNode(Location, Description);

/// <summary>A map of namespaced keys to any JSON.</summary>
internal sealed record ExtensionsNode(SchemaLocation Location, string Description, TextLimits Keys) : TypeNode(Location, Description);

internal sealed record ObjectNode(SchemaLocation Location, string Description, string Name, bool IsValueType, string? Deprecated)
    : TypeNode(Location, Description), INamedNode
{
    /// <summary>The members in schema order; filled once every definition is known.</summary>
    public IReadOnlyList<MemberNode> Members { get; set; } = [];

    /// <summary>Set when the object is the document of its file.</summary>
    public DocumentInfo? Document { get; init; }
}

/// <summary>A reference to a definition; several places may share it.</summary>
internal sealed record ReferenceNode(SchemaLocation Location, string Description, Definition Definition) : TypeNode(Location, Description);

/// <summary>One member of an object.</summary>
internal sealed record MemberNode(string JsonName, TypeNode Type, bool IsRequired, bool IsDeprecated, string Description);

/// <summary>A value of an enumeration.</summary>
internal sealed record KnownValue(string Value, string Name, string Description);

/// <summary>Limits of a string, or of a key.</summary>
internal sealed record TextLimits(int MinLength, int MaxLength, CompiledPattern? Pattern);

/// <summary>What a string stands for.</summary>
internal enum TextFormat
{
    None,
    Date,
    DateTime,
    Uri,
    Decimal,
}

/// <summary>What a root document says about itself.</summary>
/// <param name="Name">File name without <c>.schema.json</c>.</param>
/// <param name="SchemaId">Its <c>$id</c>.</param>
/// <param name="Version">The version segment of the <c>$id</c>.</param>
internal sealed record DocumentInfo(string Name, string SchemaId, string Version);

/// <summary>A node that becomes a C# type.</summary>
internal interface INamedNode
{
    string Name { get; }

    SchemaLocation Location { get; }
}

/// <summary>An entry of <c>$defs</c>, or a root document.</summary>
internal sealed class Definition(string name, SchemaLocation location)
{
    public string Name { get; } = name;

    public SchemaLocation Location { get; } = location;

    /// <summary>What it allows; set once its file is read.</summary>
    public TypeNode Type { get; set; } = null!;
}
