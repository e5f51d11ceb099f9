using Crossdock.Generators.SchemaCompiler.Schema;

namespace Crossdock.Generators.SchemaCompiler.Emission;

internal sealed partial class ObjectCodec
{
    private void EmitWrite()
    {
        var ordered = _members.OrderBy(member => member.Node.JsonName, StringComparer.Ordinal).ToList();
        _code.Block($"internal static void Write(ref CanonicalWriter writer, {(_node.IsValueType ? "in " : "")}{_node.Name} value)");
        if (!ordered.SequenceEqual(_members))
        {
            _code.Guard("writer.IsCanonical", "WriteOrdered(ref writer, value);", "return;");
            EmitMembers(_members);
            _code.Close();
            _code.Line();
            _code.Block($"private static void WriteOrdered(ref CanonicalWriter writer, {(_node.IsValueType ? "in " : "")}{_node.Name} value)");
        }

        EmitMembers(ordered);
        _code.Close();
    }

    private void EmitMembers(List<Member> members)
    {
        _code.Line("writer.BeginObject();");
        foreach (var member in members)
        {
            EmitMember(member);
        }

        _code.Line("writer.EndObject();");
    }

    private void EmitMember(Member member)
    {
        var property = $"value.{member.Shape.PropertyName}";
        var name = $"writer.Name(\",\\\"{member.Node.JsonName}\\\":\"u8);";
        if (member.Node.IsRequired)
        {
            _code.Line(name);
            EmitValue(member, property);
            return;
        }

        var local = $"v{member.Shape.PropertyName}";
        if (member.IsList || member.IsExtensions)
        {
            _code.Block($"if ({property}.Count > 0)");
            local = property;
        }
        else
        {
            _code.Block($"if ({property} is {{ }} {local})");
        }

        _code.Line(name);
        EmitValue(member, local);
        _code.Close();
        _code.Line();
    }

    private void EmitValue(Member member, string value)
    {
        if (SchemaSet.Resolve(member.Node.Type) is not ArrayNode list)
        {
            _code.Line(ValueCode.Write(member.Node.Type, value));
            return;
        }

        _code.Line("writer.BeginArray();");
        _code.Block($"foreach (ref readonly var item in {value}.AsSpan())");
        _code.Line("writer.Item();");
        _code.Line(ValueCode.Write(list.Items, "item"));
        _code.Close();
        _code.Line();
        _code.Line("writer.EndArray();");
    }
}
