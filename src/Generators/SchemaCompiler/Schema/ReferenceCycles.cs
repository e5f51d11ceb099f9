namespace Crossdock.Generators.SchemaCompiler.Schema;

/// <summary>Finds definitions no finite document can satisfy, or that stand for themselves.</summary>
internal static class ReferenceCycles
{
    public static void Check(IEnumerable<Definition> definitions, List<SchemaError> errors)
    {
        foreach (var definition in definitions)
        {
            if (Reaches(definition, definition, []))
            {
                errors.Add(new(definition.Location, "requires itself without end; make the reference optional or a list"));
            }
        }
    }

    private static bool Reaches(Definition from, Definition target, HashSet<Definition> visited) =>
        Required(from.Type).Any(next => next == target || (visited.Add(next) && Reaches(next, target, visited)));

    private static IEnumerable<Definition> Required(TypeNode node) => node switch
    {
        ReferenceNode reference => [reference.Definition],

        // A value type holds even its optional members in place.
        ObjectNode shape => shape.Members.Where(member => member.IsRequired || shape.IsValueType).SelectMany(member => Required(member.Type)),
        ArrayNode { MinItems: > 0 } array => Required(array.Items),
        _ => [],
    };
}
