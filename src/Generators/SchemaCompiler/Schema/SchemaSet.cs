namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>All types of a folder of schemas.</summary>
/// <param name="Types">Every node that becomes a C# type, by name.</param>
internal sealed record SchemaSet(IReadOnlyList<INamedNode> Types)
{
    public IEnumerable<ObjectNode> Objects => Types.OfType<ObjectNode>();

    public IEnumerable<OpenEnumNode> OpenEnums => Types.OfType<OpenEnumNode>();

    public IEnumerable<ClosedEnumNode> ClosedEnums => Types.OfType<ClosedEnumNode>();

    /// <summary>Follows references to what they stand for.</summary>
    public static TypeNode Resolve(TypeNode node)
    {
        while (node is ReferenceNode reference)
        {
            node = reference.Definition.Type;
        }

        return node;
    }
}
