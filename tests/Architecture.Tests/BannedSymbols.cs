using System.Reflection;
using System.Runtime.InteropServices;

namespace Crossdock.Architecture.Tests;

/// <summary>A ban with a typing error bans nothing, and nobody is told. So each one is looked up.</summary>
public class BannedSymbols
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, Type> s_types = Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "System*.dll")
        .SelectMany(TypesOf)
        .Concat(typeof(object).Assembly.GetExportedTypes())
        .GroupBy(type => type.FullName!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    public static TheoryData<string> Symbols => [.. Lines.Select(line => line.Split(';')[0])];

    private static string[] Lines => Repository.Read("eng/BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [Theory]
    [MemberData(nameof(Symbols))]
    public void A_banned_symbol_exists(string symbol)
    {
        var name = symbol[2..];
        (symbol[0] switch
        {
            'T' => s_types.ContainsKey(name),
            'P' => s_types[Before(name)].GetProperty(After(name), All) is not null,
            'M' => HasMethod(name),
            _ => false,
        }).ShouldBeTrue($"{symbol} is not there; correct it in eng/BannedSymbols.txt");
    }

    [Fact]
    public void Each_ban_says_what_to_do_instead() =>
        Lines.Where(line => line.Split(';') is not [_, { Length: > 20 }]).ShouldBeEmpty();

    private static bool HasMethod(string signature)
    {
        var (name, parameters) = signature.Split('(') is [var before, var after] ? (before, after.TrimEnd(')').Split(',')) : (signature, []);
        var methods = s_types[Before(name)].GetMembers(All).OfType<MethodBase>();
        return methods.Any(method =>
            method.Name == After(name).Replace('#', '.') && method.GetParameters().Select(parameter => parameter.ParameterType.FullName).SequenceEqual(parameters));
    }

    private static string Before(string name) => name[..name.LastIndexOf('.')].TrimEnd('.');

    private static string After(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static Type[] TypesOf(string path)
    {
        try
        {
            return Assembly.LoadFrom(path).GetExportedTypes();
        }
        catch (Exception failure) when (failure is BadImageFormatException or FileNotFoundException or FileLoadException)
        {
            return []; // not for this platform
        }
    }
}
