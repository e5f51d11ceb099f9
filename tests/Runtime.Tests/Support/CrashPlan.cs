using Crossdock.Storage;

namespace Crossdock.Runtime.Tests.Support;

/// <summary>Kills a host at its n-th step: from there on its store refuses everything, as if the process were gone.</summary>
/// <param name="at">The step to die at, counted from 0; never when negative.</param>
internal sealed class CrashPlan(int at)
{
    private int _steps;
    private volatile string? _diedAt;

    /// <summary>How many steps there were so far.</summary>
    public int Steps => Volatile.Read(ref _steps);

    /// <summary>The step it died at; null while it lives.</summary>
    public string? DiedAt => _diedAt;

    public bool IsDead => _diedAt is not null;

    /// <summary>Passes a step, or dies at it.</summary>
    public void Pass(string name)
    {
        if (Interlocked.Increment(ref _steps) - 1 == at)
        {
            _diedAt = name;
        }

        ThrowIfDead();
    }

    /// <summary>Dies now.</summary>
    public void Die(string name) => _diedAt = name;

    public void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new StoreException(StoreErrorKind.Unavailable, $"died at {_diedAt}");
        }
    }
}
