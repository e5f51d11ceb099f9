namespace Crossdock.Samples;

/// <summary>The command line is wrong; the message names the option.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
