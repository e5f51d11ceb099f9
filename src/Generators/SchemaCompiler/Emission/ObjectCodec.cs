using System.Globalization;
using Crossdock.Generators.Roslyn.Emitting;
using Crossdock.Generators.SchemaCompiler.Schema;
using NJsonSchema.CodeGeneration.CSharp.Models;

namespace Crossdock.Generators.SchemaCompiler.Emission;

/// <summary>Emits the code that reads and writes one object type.</summary>
internal sealed partial class ObjectCodec
{
    private readonly ObjectNode _node;
    private readonly ValueCode _values;
    private readonly CodeWriter _code;
    private readonly List<Member> _members;

    private ObjectCodec(ObjectNode node, ClassTemplateModel shape, ValueCode values, CodeWriter code)
    {
        _node = node;
        _values = values;
        _code = code;
        _members = [.. node.Members.Select((member, index) => new Member(member, index, shape.Properties.First(property => property.Name == member.JsonName)))];
    }

    /// <summary>Writes the shape class of an object and, for a document, its codec.</summary>
    public static void Emit(ObjectNode node, ClassTemplateModel shape, ValueCode values, CodeWriter code)
    {
        var emitter = new ObjectCodec(node, shape, values, code);
        code.Summary($"Reads and writes {node.Name}.");
        code.Block($"internal static class {node.Name}Shape");
        emitter.EmitNames();
        emitter.EmitRead();
        emitter.EmitLists();
        emitter.EmitFind();
        emitter.EmitWrite();
        code.Close();
        if (node.Document is { } document)
        {
            emitter.EmitCodec(document);
        }
    }

    private void EmitNames()
    {
        _code.Line($"private static readonly string[] s_names = [{string.Join(", ", _members.Select(member => CSharpLiteral.Of(member.Node.JsonName)))}];");
        _code.Line();
    }

    private void EmitRead()
    {
        _code.ReadingMethod($"internal static {_node.Name} Read");
        _code.Guard("!reader.BeginObject(out var start)", "return default!;");
        var words = (_members.Count + 63) / 64;
        for (var word = 0; word < words; word++)
        {
            _code.Line($"var seen{word} = 0UL;");
        }

        foreach (var member in _members.Where(member => !member.IsFixed))
        {
            _code.Line($"{member.Shape.Type} {member.Local} = {(member.IsExtensions ? "Extensions.Empty" : member.Shape.Type.EndsWith('?') ? "null" : "default!")};");
        }

        _code.Block("while (reader.NextMember(out var name))");
        _code.Line("var member = Find(name);");
        _code.Guard($"!reader.Accept(member, ref {(words > 1 ? "member < 64 ? ref seen0 : ref seen1" : "seen0")})", "continue;");
        _code.Block("switch (member)");
        foreach (var member in _members)
        {
            _code.Line($"case {member.Index}:");
            var read = member.IsList ? $"Read{member.Shape.PropertyName}<TMode>(ref reader)" : _values.Read(member.Node.Type);
            _code.Line($"    {(member.IsFixed ? "" : $"{member.Local} = ")}{read};");
            _code.Line("    break;");
        }

        _code.Close();
        _code.Close();
        _code.Line();
        EmitRequired(words);
        EmitConstruction();
        _code.Close();
        _code.Line();
    }

    private void EmitRequired(int words)
    {
        for (var word = 0; word < words; word++)
        {
            var mask = _members.Where(member => member.Node.IsRequired && member.Index / 64 == word).Aggregate(0UL, (bits, member) => bits | (1UL << (member.Index & 63)));
            if (mask != 0)
            {
                var literal = "0x" + mask.ToString("X", CultureInfo.InvariantCulture) + "UL";
                _code.Guard($"(seen{word} & {literal}) != {literal}", $"reader.MissingMembers(start, {literal} & ~seen{word}, {(word == 0 ? "s_names" : "s_names.AsSpan(64)")});");
            }
        }
    }

    private void EmitConstruction()
    {
        _code.Guard("!TMode.Materialises", "return default!;");
        _code.Line($"return new {_node.Name}");
        _code.Open();
        foreach (var member in _members.Where(member => !member.IsFixed))
        {
            _code.Line($"{member.Shape.PropertyName} = {member.Local},");
        }

        _code.Close("};");
    }

    private void EmitLists()
    {
        foreach (var member in _members.Where(member => member.IsList))
        {
            var list = (ArrayNode)SchemaSet.Resolve(member.Node.Type);
            var item = member.Shape.Type["ValueList<".Length..^1];
            _code.ReadingMethod($"private static ValueList<{item}> Read{member.Shape.PropertyName}");
            _code.Guard("!reader.BeginArray(out var start)", "return default;");
            _code.Line($"var items = new ListBuilder<{item}>();");
            _code.Block("while (reader.NextItem())");
            _code.Line($"items.Add<TMode>({_values.Read(list.Items)});");
            _code.Close();
            _code.Line();
            _code.Line($"reader.EndArray(start, items.Count, {list.MinItems}, {CSharpLiteral.Of(list.MaxItems)});");
            if (list.UniqueItems)
            {
                _code.Line("reader.CheckUnique(start);");
            }

            _code.Line("return items.ToValueList();");
            _code.Close();
            _code.Line();
        }
    }

    private void EmitFind()
    {
        _code.Block("private static int Find(ReadOnlySpan<byte> name)");
        ByteSwitch.Emit(_code, "name", [.. _members.Select(member => member.Node.JsonName)], index => index.ToString(CultureInfo.InvariantCulture));
        _code.Line();
        _code.Line("return -1;");
        _code.Close();
        _code.Line();
    }

    private void EmitCodec(DocumentInfo document)
    {
        var name = _node.Name;
        _code.Line();
        _code.Summary($"The codec of {name}.");
        _code.Block($"internal sealed class {name}Codec : DocumentCodec<{name}>");
        _code.Line($"internal static readonly {name}Codec Instance = new();");
        _code.Line();
        _code.Line($"public override string Name => {CSharpLiteral.Of(document.Name)};");
        _code.Line();
        _code.Line($"public override string SchemaId => {CSharpLiteral.Of(document.SchemaId)};");
        _code.Line();
        _code.Line($"public override string SchemaVersion => {CSharpLiteral.Of(document.Version)};");
        _code.Line();
        _code.Line($"protected override {name} ReadDocument(ref CanonicalReader reader) => {name}Shape.Read<Materialise>(ref reader);");
        _code.Line();
        _code.Line($"protected override void CheckDocument(ref CanonicalReader reader) => {name}Shape.Read<ValidateOnly>(ref reader);");
        _code.Line();
        _code.Line($"protected override void WriteDocument(ref CanonicalWriter writer, {name} document) => {name}Shape.Write(ref writer, document);");
        _code.Close();
    }

    /// <summary>A member with its index and its C# side.</summary>
    private sealed record Member(MemberNode Node, int Index, PropertyModel Shape)
    {
        private readonly TypeNode _type = SchemaSet.Resolve(Node.Type);

        public bool IsList => _type is ArrayNode;

        public bool IsExtensions => _type is ExtensionsNode;

        /// <summary>A required constant: checked, but not kept.</summary>
        public bool IsFixed => Node.IsRequired && _type is StringNode { Const: not null };

        public string Local => "v" + Shape.PropertyName;
    }
}
