namespace Crossdock;

/// <summary>
/// Options of a connection that check themselves. Implement it on the type named by <see cref="ConnectorAttribute.Options"/>:
/// the generated registration then runs it when the host starts, once per connection.
/// </summary>
public interface IConnectionOptions
{
    /// <summary>Adds one text per problem: the option's configuration path, what is wrong and what to do. Touches no network.</summary>
    /// <param name="connection">The connection; <see cref="ConnectionContext.OptionPath"/> gives the path to name.</param>
    /// <param name="problems">Collects the problems; left empty when the options can be used.</param>
    void Validate(ConnectionContext connection, ICollection<string> problems);
}
