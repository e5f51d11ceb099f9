using System.Text.Json.Nodes;

namespace Crossdock.SchemaCompiler.Tests;

/// <summary>A folder of schemas as one, for validators that do not follow references into <c>$defs</c> of other files.</summary>
internal static class SchemaBundle
{
    /// <summary>The root schema of one file with the definitions of all.</summary>
    public static string Of(IEnumerable<(string Name, string Text)> files, string rootFile)
    {
        var definitions = new JsonObject();
        JsonObject? root = null;
        foreach (var (name, text) in files)
        {
            var schema = JsonNode.Parse(text)!.AsObject();
            foreach (var (key, definition) in schema["$defs"]?.AsObject() ?? [])
            {
                definitions[key] = definition!.DeepClone();
            }

            schema.Remove("$defs");
            root = name == rootFile ? schema : root;
        }

        root!["definitions"] = definitions;
        Retarget(root);
        return root.ToJsonString();
    }

    private static void Retarget(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            if (members["$ref"] is JsonValue reference)
            {
                members["$ref"] = "#/definitions/" + reference.GetValue<string>().Split('/')[^1];
            }

            members.ToList().ForEach(member => Retarget(member.Value));
        }
        else if (node is JsonArray items)
        {
            items.ToList().ForEach(Retarget);
        }
    }
}
