namespace Crossdock.OrderToCash.Tests;

/// <summary>Bugs that <see cref="BuggyErp"/> can have.</summary>
internal enum ErpBug
{
    /// <summary>One order is sent a second time under another idempotency key.</summary>
    NewKeyPerAttempt,

    /// <summary>One delivery is told as done and never sent.</summary>
    ConfirmsWithoutSending,
}
