namespace Crossdock.Storage.PostgreSql.Schema;

/// <summary>The scripts beside this file, embedded.</summary>
internal static class SqlScripts
{
    public static string Read(string name)
    {
        using var stream = typeof(SqlScripts).Assembly.GetManifestResourceStream($"{name}.sql")
            ?? throw new InvalidOperationException($"The script '{name}' is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
