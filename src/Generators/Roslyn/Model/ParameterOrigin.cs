namespace Crossdock.Generators.Roslyn.Model;

/// <summary>Where the value of a constructor parameter comes from.</summary>
internal enum ParameterOrigin
{
    /// <summary>The connection's context, made for its name.</summary>
    Context,

    /// <summary>The connection's options.</summary>
    Options,

    /// <summary>The host's services; missing there is an error when the connector is created.</summary>
    RequiredService,

    /// <summary>The host's services; null when missing there, because the parameter defaults to null.</summary>
    OptionalService,
}
