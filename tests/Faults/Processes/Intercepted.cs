using System.Reflection;

namespace Crossdock.Faults.Processes;

/// <summary>
/// Stands before an object and passes a failpoint before and after each call that has a name. It implements whatever the interface
/// asks for, so that a new member of a port or of the store needs nothing here.
/// </summary>
internal class Intercepted : DispatchProxy
{
    private static readonly MethodInfo s_awaitResult = typeof(Intercepted).GetMethod(nameof(AwaitResultAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private object _target = null!;
    private Func<MethodInfo, object?[], string?> _nameOf = null!;
    private Action<string, object?> _returned = null!;

    /// <param name="target">The object itself.</param>
    /// <param name="nameOf">The name of a call; null for calls without failpoints.</param>
    /// <param name="returned">Told of each named call and its result, after it and before its failpoint.</param>
    public static TInterface Create<TInterface>(object target, Func<MethodInfo, object?[], string?> nameOf, Action<string, object?>? returned = null)
        where TInterface : class
    {
        var proxy = Create<TInterface, Intercepted>();
        var self = (Intercepted)(object)proxy;
        (self._target, self._nameOf, self._returned) = (target, nameOf, returned ?? ((_, _) => { }));
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var name = _nameOf(targetMethod!, args!);
        if (name is not null)
        {
            Failpoint.Pass(name + ".before");
        }

        var result = targetMethod!.Invoke(_target, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        return name is null ? result : result switch
        {
            Task task when task.GetType().IsGenericType && targetMethod.ReturnType.IsGenericType =>
                s_awaitResult.MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments[0]).Invoke(this, [task, name]),
            Task task => AwaitAsync(task, name),
            ValueTask task => new ValueTask(AwaitAsync(task.AsTask(), name)),
            _ => result,
        };
    }

    private async Task<T> AwaitResultAsync<T>(Task<T> task, string name)
    {
        var result = await task.ConfigureAwait(false);
        _returned(name, result);
        if (result is not System.Collections.ICollection { Count: 0 })
        {
            Failpoint.Pass(name + ".after");
        }

        return result;
    }

    private async Task AwaitAsync(Task task, string name)
    {
        await task.ConfigureAwait(false);
        _returned(name, null);
        Failpoint.Pass(name + ".after");
    }
}
