using Microsoft.Extensions.Options;

namespace Crossdock;

/// <summary>Runs <see cref="IConnectionOptions.Validate"/> for one connection and leaves other names alone.</summary>
internal sealed class ConnectionOptionsValidator<TOptions>(ConnectionContext connection) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != connection.Name || options is not IConnectionOptions validated)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = new List<string>();
        validated.Validate(connection, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Select(Located));
    }

    // A problem that forgot its path still says where to look.
    private string Located(string problem)
    {
        var section = connection.OptionPath("");
        return problem.Contains(section, StringComparison.Ordinal) ? problem : $"{section.TrimEnd(':')}: {problem}";
    }
}
