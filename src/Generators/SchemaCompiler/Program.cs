using Crossdock.Generators.SchemaCompiler;

return CommandLine.Run(args, Console.Out, Console.Error);
