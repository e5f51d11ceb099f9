namespace Crossdock.Connectors.Tryton;

/// <summary>A unit of measure.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Symbol">Its symbol, e.g. <c>u</c>.</param>
/// <param name="Category">Units of one category convert into each other.</param>
/// <param name="Digits">Decimals that quantities may have.</param>
/// <param name="Factor">How many of the category's base unit it is.</param>
internal sealed record TrytonUnit(int Id, string Symbol, int Category, int Digits, decimal Factor);
