using Crossdock.Generators.Roslyn.Emitting;
using Crossdock.Generators.SchemaCompiler.Schema;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>Emits enumerations: the C# type of an open one, and the code that reads and writes both kinds.</summary>
internal static class EnumCodec
{
    /// <summary>Writes the struct of an open enumeration and the enum of its known values.</summary>
    public static void EmitType(OpenEnumNode node, CodeWriter code)
    {
        var name = node.Name;
        code.Summary(node.Description);
        code.Line("/// <remarks>An open set: a value that is not known is kept as it is, with <see cref=\"Kind\"/> Unknown.</remarks>");
        code.Line("[JsonConverter(typeof(CanonicalJsonConverter))]");
        code.Block($"public readonly partial struct {name} : IOpenEnum, IEquatable<{name}>");
        code.Line("private readonly string? _value;");
        code.Line($"private readonly {name}Kind _kind;");
        code.Line();
        code.Summary("Makes a value from its text.");
        code.Block($"public {name}(string value)");
        code.Line("ArgumentNullException.ThrowIfNull(value);");
        code.Line($"this = {name}Shape.FromText(value);");
        code.Close();
        code.Line();
        code.Block($"internal {name}(string value, {name}Kind kind)");
        code.Line("_value = value;");
        code.Line("_kind = kind;");
        code.Close();
        code.Line();
        foreach (var value in node.Values)
        {
            code.Summary(value.Description);
            code.Line($"public static {name} {value.Name} => new({CSharpLiteral.Of(value.Value)}, {name}Kind.{value.Name});");
            code.Line();
        }

        code.Line("/// <inheritdoc />");
        code.Line("public string Value => _value ?? \"\";");
        code.Line();
        code.Summary("Which known value this is, to switch on; Unknown for any other text.");
        code.Line($"public {name}Kind Kind => _kind;");
        code.Line();
        code.Line("/// <inheritdoc />");
        code.Line($"public bool IsKnown => _kind != {name}Kind.Unknown;");
        code.Line();
        code.Line("/// <inheritdoc />");
        code.Line($"public bool Equals({name} other) => _kind == other._kind && (_kind != {name}Kind.Unknown || Value == other.Value);");
        code.Line();
        code.Line("/// <inheritdoc />");
        code.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        code.Line();
        code.Line("/// <inheritdoc />");
        code.Line("public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);");
        code.Line();
        code.Summary("The text of the value.");
        code.Line("public override string ToString() => Value;");
        code.Line();
        code.Summary("True when both have the same text.");
        code.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
        code.Line();
        code.Summary("True when the texts differ.");
        code.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
        code.Close();
        code.Line();
        code.Summary($"The known values of {name}.");
        code.Block($"public enum {name}Kind");
        code.Summary("None of the known values.");
        code.Line("Unknown,");
        foreach (var value in node.Values)
        {
            code.Line();
            code.Summary(value.Description);
            code.Line($"{value.Name},");
        }

        code.Close();
    }

    /// <summary>Writes the shape class of an open enumeration.</summary>
    public static void EmitShape(OpenEnumNode node, ValueCode values, CodeWriter code)
    {
        var name = node.Name;
        code.Summary($"Reads and writes {name}.");
        code.Block($"internal static class {name}Shape");
        code.Line($"private static readonly {name}[] s_known = [default, {string.Join(", ", node.Values.Select(value => $"{name}.{value.Name}"))}];");
        code.Line();
        BeginRead(name, code);
        code.Guard("known > 0", "return s_known[known];");
        code.Line($"var other = reader.CheckText<TMode>(text, {values.Limits(node.Limits)});");
        code.Line($"return new {name}(other, {name}Kind.Unknown);");
        code.Close();
        code.Line();
        code.Line($"internal static void Write(ref CanonicalWriter writer, {name} value) => writer.Text(value.Value);");
        code.Line();
        code.Line($"internal static {name} FromText(string value) => value switch");
        code.Open();
        foreach (var value in node.Values)
        {
            code.Line($"{CSharpLiteral.Of(value.Value)} => {name}.{value.Name},");
        }

        code.Line($"_ => new {name}(value, {name}Kind.Unknown),");
        code.Close("};");
        code.Line();
        EmitFind(node.Values, code);
        code.Close();
    }

    /// <summary>Writes the shape class of a closed enumeration.</summary>
    public static void EmitShape(ClosedEnumNode node, CodeWriter code)
    {
        var name = node.Name;
        code.Summary($"Reads and writes {name}.");
        code.Block($"internal static class {name}Shape");
        BeginRead(name, code);
        code.Guard("known == 0", $"reader.Refuse(\"enum\", {CSharpLiteral.Of("one of " + string.Join(", ", node.Values.Select(value => value.Value)))});", "return default;");
        code.Line($"return ({name})(known - 1);");
        code.Close();
        code.Line();
        code.Line($"internal static void Write(ref CanonicalWriter writer, {name} value) => writer.Text(value switch");
        code.Open();
        foreach (var value in node.Values)
        {
            code.Line($"{name}.{value.Name} => {CSharpLiteral.Of(value.Value)},");
        }

        code.Line($"_ => throw new ArgumentOutOfRangeException(nameof(value), value, \"{name} has no such value.\"),");
        code.Close("});");
        code.Line();
        EmitFind(node.Values, code);
        code.Close();
    }

    /// <summary>Opens the reading method and looks the text up.</summary>
    private static void BeginRead(string name, CodeWriter code)
    {
        code.ReadingMethod($"internal static {name} Read");
        code.Guard("!reader.ReadText(out var text)", "return default;");
        code.Line("var known = Find(text);");
    }

    /// <summary>Writes the look-up that gives 1 for the first value, 2 for the second …, and 0 for none.</summary>
    private static void EmitFind(IReadOnlyList<KnownValue> values, CodeWriter code)
    {
        code.Block("private static int Find(ReadOnlySpan<byte> text)");
        ByteSwitch.Emit(code, "text", [.. values.Select(value => value.Value)], index => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        code.Line();
        code.Line("return 0;");
        code.Close();
    }
}
