using Crossdock.Generators.Roslyn.Model;
using Microsoft.CodeAnalysis;

namespace Crossdock.Generators.Roslyn.Reading;

/// <summary>What was found on a connector class.</summary>
/// <param name="Model">What to generate; null when a problem leaves nothing sensible to generate.</param>
/// <param name="Problems">What the analyzer reports. The generator ignores them, so that locations never reach its pipeline.</param>
internal sealed record ConnectorReading(ConnectorModel? Model, IReadOnlyList<Diagnostic> Problems);
