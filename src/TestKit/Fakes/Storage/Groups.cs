namespace Crossdock.TestKit.Fakes;

/// <summary>Rows by key.</summary>
internal static class Groups
{
    public static void AddTo<T>(this Dictionary<string, List<T>> groups, string key, T row)
    {
        if (groups.TryGetValue(key, out var group))
        {
            group.Add(row);
        }
        else
        {
            groups[key] = [row];
        }
    }
}
