namespace Crossdock.Runtime;

internal static class Predicates
{
    public static Func<T, bool> And<T>(Func<T, bool>? first, Func<T, bool> second)
    {
        ArgumentNullException.ThrowIfNull(second);
        return first is null ? second : document => first(document) && second(document);
    }
}
