namespace Crossdock.Benchmarks.Summary;

/// <summary>A group of figures; add it to the list in Program.cs to see it in the summary.</summary>
public interface IFigureSource
{
    /// <summary>Heading of the group.</summary>
    string Title { get; }

    /// <summary>Measures, one figure after the other. All together should stay below two minutes.</summary>
    IEnumerable<Figure> Measure();
}
