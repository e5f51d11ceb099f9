using BenchmarkDotNet.Running;
using Crossdock.Benchmarks.Codec;
using Crossdock.Benchmarks.Storage;
using Crossdock.Benchmarks.Summary;

// Every group of figures of the summary; a new one is added here.
IFigureSource[] figures = [new CodecFigures(), new StoreFigures()];

if (args is ["--summary"])
{
    SummaryTable.Print(figures, Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
