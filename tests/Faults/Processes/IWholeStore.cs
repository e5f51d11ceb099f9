using Crossdock.Storage;

namespace Crossdock.Faults.Processes;

/// <summary>All that the shipped stores can do, so that what stands before one hides nothing of it.</summary>
public interface IWholeStore : ICrossdockStore, IReplayStore;
