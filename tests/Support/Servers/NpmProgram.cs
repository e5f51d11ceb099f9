using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Servers;

/// <summary>
/// A program of ours and the npm packages it needs, installed once per lock file into the temporary folder of this machine. Nothing of a package is run while it
/// is installed.
/// </summary>
/// <param name="name">Names the embedded files and the folder.</param>
/// <param name="seedVersion">Changes with what is put into a fresh database.</param>
/// <param name="files">The program: <c>package.json</c>, its lock file and what it runs.</param>
internal sealed class NpmProgram(string name, string seedVersion, params string[] files)
{
    /// <summary>Where something is kept that depends on the program, its packages and the seed.</summary>
    public string Kept(string extension) =>
        Path.Combine(Path.GetTempPath(), $"crossdock-{name}-{Hash([.. files.Select(Read), Encoding.UTF8.GetBytes(seedVersion)])}.{extension}");

    /// <summary>The folder with the program and its packages; installs them when they are not there, which takes minutes.</summary>
    /// <exception cref="NotInstalledException">npm could not; the text says why.</exception>
    public async Task<string> FindOrInstallAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crossdock-{name}-{Hash([.. files.Select(Read)])}");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        var part = Directory.CreateTempSubdirectory($"crossdock-{name}-part-").FullName;
        try
        {
            foreach (var file in files)
            {
                await File.WriteAllBytesAsync(Path.Combine(part, file), Read(file)).ConfigureAwait(false);
            }

            await ServerProcess.RunAsync(part, null, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error").ConfigureAwait(false);
            Directory.Move(part, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(part, recursive: true); // another process was faster
        }
        catch (InvalidOperationException failure)
        {
            Directory.Delete(part, recursive: true);
            throw new NotInstalledException($"The shop '{name}' could not be installed from npm, so nothing that needs it can run. Let npm reach its registry, then run again: {failure.Message}");
        }

        return folder;
    }

    /// <summary>The major version of Node.js; null when it or npm is missing.</summary>
    public static int? NodeVersion()
    {
        try
        {
            _ = ServerProcess.RunAsync(Path.GetTempPath(), null, "npm", "--version").GetAwaiter().GetResult();
            var version = ServerProcess.RunAsync(Path.GetTempPath(), null, "node", "--version").GetAwaiter().GetResult();
            return int.Parse(version.Trim().TrimStart('v').Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    private byte[] Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}/{file}") ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Hash(byte[][] parts) => Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part)]))[..16];
}
