using System.Reflection;
using System.Security.Cryptography;

namespace Crossdock.Servers;

/// <summary>
/// The shop's program and the packages it needs, installed once per lock file into the temporary folder of this machine. Nothing of a
/// package is run while it is installed.
/// </summary>
internal static class VendureInstallation
{
    private const string Prefix = "vendure/";
    private static readonly string[] s_files = ["package.json", "package-lock.json", "shop.js"];

    /// <summary>Changes with the program, its packages and the seed.</summary>
    public static string Version { get; } = Hash([.. s_files.Select(Read), .. Bytes(VendureSeed.Version)]);

    public static string Kept(string extension) => Path.Combine(Path.GetTempPath(), $"crossdock-vendure-{Version}.{extension}");

    /// <summary>The folder with <c>shop.js</c> and its packages; installs them when they are not there, which takes a minute.</summary>
    /// <exception cref="NotInstalledException">npm could not; the text says why.</exception>
    public static async Task<string> FindOrInstallAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"crossdock-vendure-{Hash([.. s_files.Select(Read)])}");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        var part = Directory.CreateTempSubdirectory("crossdock-vendure-part-").FullName;
        try
        {
            foreach (var file in s_files)
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
            throw new NotInstalledException($"Vendure could not be installed from npm. Give npm a registry that it reaches (npm ping) and run again: {failure.Message}");
        }

        return folder;
    }

    private static byte[] Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file) ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[][] Bytes(string text) => [System.Text.Encoding.UTF8.GetBytes(text)];

    private static string Hash(byte[][] parts) => Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part)]))[..16];
}
