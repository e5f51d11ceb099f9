namespace Crossdock.Runtime;

/// <summary>Reads one document type from one connection, page by page, until it is told to stop.</summary>
internal interface ISourcePoller
{
    SourceStatus Status { get; }

    Task RunAsync(CancellationToken stopping);
}
