using Crossdock.RealSystems;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer<OrderByName>]
[assembly: TestClassOrderer<OrderByName>]
[assembly: TestMethodOrderer<OrderByName>]
[assembly: TestCaseOrderer<OrderByName>]

namespace Crossdock.RealSystems;

/// <summary>
/// Tests run in the order of their names. By itself the runner orders them by a hash that the folder of the assembly is part of, so tests that share a system would
/// meet what others left in it in another order on each machine.
/// </summary>
public sealed class OrderByName : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => Order(testCollections, collection => collection.TestCollectionDisplayName);

    public IReadOnlyCollection<T?> OrderTestClasses<T>(IReadOnlyCollection<T?> testClasses)
        where T : notnull, ITestClass => Order(testClasses, testClass => testClass?.TestClassName);

    public IReadOnlyCollection<T?> OrderTestMethods<T>(IReadOnlyCollection<T?> testMethods)
        where T : notnull, ITestMethod => Order(testMethods, method => method?.MethodName);

    public IReadOnlyCollection<T> OrderTestCases<T>(IReadOnlyCollection<T> testCases)
        where T : notnull, ITestCase => Order(testCases, testCase => testCase.TestCaseDisplayName);

    private static List<T> Order<T>(IReadOnlyCollection<T> tests, Func<T, string?> name) => [.. tests.OrderBy(name, StringComparer.Ordinal)];
}
