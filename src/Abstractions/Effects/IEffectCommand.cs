namespace Crossdock;

/// <summary>A command that writes to a remote. Implement <see cref="IEffectCommand{TSelf,TDocument}"/>.</summary>
public interface IEffectCommand;
