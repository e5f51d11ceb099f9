namespace Crossdock.TestKit.Fakes;

/// <summary>Refuses selections that the schema does not have, before anything runs.</summary>
internal static class GraphValidation
{
    /// <exception cref="GraphFailure">400, naming the field and the type.</exception>
    public static void Check(GraphDocument document, GraphOperation operation) =>
        Check(document, operation.Selections, operation.IsMutation ? "Mutation" : "Query");

    private static void Check(GraphDocument document, IReadOnlyList<GraphSelection> selections, string type)
    {
        foreach (var selection in selections)
        {
            switch (selection)
            {
                case GraphField field:
                    CheckField(document, field, type);
                    break;
                case GraphFragment fragment:
                    CheckFragment(document, fragment, type);
                    break;
                case GraphSpread spread:
                    CheckFragment(
                        document,
                        document.Fragments.GetValueOrDefault(spread.Name) ?? throw Refuse($"Unknown fragment \"{spread.Name}\".", spread.At),
                        type);
                    break;
            }
        }
    }

    private static void CheckFragment(GraphDocument document, GraphFragment fragment, string type)
    {
        var condition = fragment.TypeCondition ?? type;
        if (!VendureSchema.IsType(condition))
        {
            throw Refuse($"Unknown type \"{condition}\".", fragment.At);
        }

        Check(document, fragment.Selections, condition);
    }

    private static void CheckField(GraphDocument document, GraphField field, string type)
    {
        if (!VendureSchema.TryGetField(type, field.Name, out var fieldType))
        {
            throw Refuse($"Cannot query field \"{field.Name}\" on type \"{type}\".", field.At);
        }

        if (fieldType is null && field.Selections.Count > 0)
        {
            throw Refuse($"Field \"{field.Name}\" must not have a selection since it has no subfields.", field.At);
        }

        if (fieldType is not null && field.Selections.Count == 0)
        {
            throw Refuse($"Field \"{field.Name}\" of type \"{fieldType}\" must have a selection of subfields. Did you mean \"{field.Name} {{ ... }}\"?", field.At);
        }

        if (fieldType is not null)
        {
            Check(document, field.Selections, fieldType);
        }
    }

    private static GraphFailure Refuse(string message, GraphPosition at) => new(400, "GRAPHQL_VALIDATION_FAILED", message, at);
}
