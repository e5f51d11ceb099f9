namespace Crossdock.OwnHost;

/// <summary>Options of the folder ERP.</summary>
public sealed class FolderErpOptions : IConnectionOptions
{
    /// <summary>The folder that holds the orders. Required.</summary>
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    public void Validate(ConnectionContext connection, ICollection<string> problems)
    {
        if (Path.Length == 0)
        {
            problems.Add($"{connection.OptionPath(nameof(Path))}: say which folder holds the ERP's orders.");
        }
    }
}
