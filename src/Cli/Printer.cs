using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Cli;

/// <summary>Prints a result: as JSON, or lists as tables and single things as lines.</summary>
internal sealed class Printer(TextWriter output, bool isJson)
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public void Print(JsonNode result)
    {
        if (isJson)
        {
            output.WriteLine(result.ToJsonString(s_indented));
        }
        else if (result is JsonArray rows)
        {
            PrintTable([.. rows.OfType<JsonObject>()]);
        }
        else
        {
            PrintLines((JsonObject)result, "");
        }
    }

    private void PrintTable(List<JsonObject> rows)
    {
        if (rows.Count == 0)
        {
            output.WriteLine("none");
            return;
        }

        var names = rows[0].Select(member => member.Key).ToList();
        var cells = rows.Select(row => names.ConvertAll(name => Text(row[name]))).Prepend(names).ToList();
        var widths = Enumerable.Range(0, names.Count).Select(column => cells.Max(row => row[column].Length)).ToList();
        foreach (var row in cells)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private void PrintLines(JsonObject members, string indent)
    {
        foreach (var (name, value) in members)
        {
            if (value is JsonObject inner)
            {
                output.WriteLine($"{indent}{name}:");
                PrintLines(inner, indent + "  ");
            }
            else if (value is JsonArray { Count: > 0 } list)
            {
                output.WriteLine($"{indent}{name}:");
                foreach (var item in list)
                {
                    output.WriteLine($"{indent}  {item?.ToJsonString()}");
                }
            }
            else
            {
                output.WriteLine($"{indent}{name}: {Text(value)}");
            }
        }
    }

    private static string Text(JsonNode? value) => value is null ? "-" : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
}
