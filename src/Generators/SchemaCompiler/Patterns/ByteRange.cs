namespace Crossdock.Generators.SchemaCompiler.Patterns;

/// <summary>Bytes from <see cref="First"/> to <see cref="Last"/>, both included.</summary>
internal readonly record struct ByteRange(byte First, byte Last);
