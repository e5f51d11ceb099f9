namespace System.Runtime.CompilerServices;

/// <summary>The compiler wants this type for <c>init</c>; .NET Standard 2.0 does not have it.</summary>
internal static class IsExternalInit;
