using Crossdock.Generators.SchemaCompiler.Schema;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>C# expressions that read and write one value.</summary>
internal sealed class ValueCode(PatternTable patterns)
{
    /// <summary>An expression that reads a value; its type is the member's C# type without the question mark.</summary>
    public string Read(TypeNode node)
    {
        switch (SchemaSet.Resolve(node))
        {
            case INamedNode named:
                return $"{named.Name}Shape.Read<TMode>(ref reader)";
            case BooleanNode:
                return "reader.ReadBoolean()";
            case IntegerNode integer:
                return $"{(integer.IsNarrow ? "(int)" : "")}reader.ReadInteger({CSharpLiteral.Of(integer.Minimum)}, {CSharpLiteral.Of(integer.Maximum)})";
            case ExtensionsNode extensions:
                return $"reader.ReadExtensions<TMode>({extensions.Keys.MinLength}, {CSharpLiteral.Of(extensions.Keys.MaxLength)}, {(extensions.Keys.Pattern is { } keys ? patterns.Reference(keys) : "null")})";
            case StringNode { Const: { } constant }:
                return $"reader.ReadConst({CSharpLiteral.Of(constant)}, {CSharpLiteral.Of(constant)}u8)";
            case StringNode text:
                return Read(text);
            case var other:
                throw new InvalidOperationException($"No code reads {other.GetType().Name} at {other.Location}.");
        }
    }

    /// <summary>A statement that writes a value of the member's C# type without the question mark.</summary>
    public static string Write(TypeNode node, string value) => SchemaSet.Resolve(node) switch
    {
        INamedNode named => $"{named.Name}Shape.Write(ref writer, {value});",
        BooleanNode => $"writer.Boolean({value});",
        IntegerNode => $"writer.Integer({value});",
        ExtensionsNode => $"writer.Extensions({value});",
        StringNode { Format: TextFormat.Decimal } => $"writer.Decimal({value});",
        StringNode { Format: TextFormat.Date } => $"writer.Date({value});",
        StringNode { Format: TextFormat.DateTime } => $"writer.Timestamp({value});",
        StringNode => $"writer.Text({value});",
        var other => throw new InvalidOperationException($"No code writes {other.GetType().Name} at {other.Location}."),
    };

    /// <summary>The arguments that check a string: least and most characters and, when there is one, the pattern.</summary>
    public string Limits(TextLimits limits) =>
        $"{limits.MinLength}, {CSharpLiteral.Of(limits.MaxLength)}{(limits.Pattern is { } pattern ? $", {patterns.Reference(pattern)}" : "")}";

    private string Read(StringNode text)
    {
        var (method, longest) = text.Format switch
        {
            TextFormat.None => ("ReadString<TMode>", 0),
            TextFormat.Uri => ("ReadUri<TMode>", 0),
            TextFormat.Decimal => ("ReadDecimal", 31),
            TextFormat.Date => ("ReadDate", 10),
            _ => ("ReadTimestamp", int.MaxValue),
        };

        // Formats bound the length themselves; only narrower limits need checking.
        var implied = longest > 0 && text.Limits is { MinLength: <= 1, Pattern: null } && text.Limits.MaxLength >= longest;
        return $"reader.{method}({(implied ? "" : Limits(text.Limits))})";
    }
}
