namespace Crossdock.Canonical.Rules.Checks;

internal sealed partial class DocumentCheck
{
    /// <summary>A text that identifies something beyond this document: it must have one spelling only.</summary>
    public void Key(string? key, string member)
    {
        // What is wrong is said and not shown: white space and marks cannot be seen.
        if (key is not null && KeyText.FindFault(key) is { } fault)
            Report.Error(RuleIds.KeySpelling, member, $"The key {fault}; two spellings of one key would be taken for two. Clean it in the mapping.", $"a key that {fault}", "a key as KeyText describes it");
    }

    public void References(ValueList<DocumentReference> references, string member)
    {
        for (var i = 0; i < references.Count; i++)
        {
            using var _ = Report.At(member, i);
            Key(references[i].Id, "id");
        }
    }
}
