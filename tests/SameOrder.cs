using Xunit.Sdk;
using Xunit.v3;

[assembly: TestMethodOrderer(typeof(BusinessSuite.Testing.SameOrder))]
[assembly: TestCaseOrderer(typeof(BusinessSuite.Testing.SameOrder))]

namespace BusinessSuite.Testing;

/// <summary>Tests of a class run in the same order everywhere; xunit's own follows from the path of the assembly.</summary>
internal sealed class SameOrder : ITestMethodOrderer, ITestCaseOrderer
{
    /// <summary>By name.</summary>
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : notnull, ITestMethod => [.. testMethods.OrderBy(m => m?.MethodName, StringComparer.Ordinal)];

    /// <summary>Those of a method by what they are given.</summary>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => [.. testCases.OrderBy(t => t.TestCaseDisplayName, StringComparer.Ordinal)];
}
