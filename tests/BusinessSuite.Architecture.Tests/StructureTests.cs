using System.Reflection;
using BusinessSuite.Sdk;
using BusinessSuite.Testing;
using NetArchTest.Rules;

namespace BusinessSuite.Architecture.Tests;

public sealed class StructureTests
{
    private static readonly string[] ModuleNames =
        [.. Directory.EnumerateDirectories(Path.Combine(PartnerModule.Repository, "modules")).SelectMany(Directory.EnumerateDirectories).Select(d => Path.GetFileName(d)).Where(n => !n.EndsWith(".Contracts", StringComparison.Ordinal))];

    public static TheoryData<string> Modules() => [.. ModuleNames];

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_knows_the_sdk_and_contracts_only(string module)
    {
        var foreign = ModuleNames.Where(m => m != module).Append("BusinessSuite.Host").Append("BusinessSuite.Reads");
        var referenced = Assembly.Load(module).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("BusinessSuite.", StringComparison.Ordinal));
        referenced.Intersect(foreign).Should().BeEmpty();
        Types.InAssembly(Assembly.Load($"{module}.Contracts")).ShouldNot().HaveDependencyOnAny("Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.AspNetCore").GetResult().IsSuccessful.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void What_a_module_is_made_of_stays_inside(string module) =>
        Types.InAssembly(Assembly.Load(module)).That().Inherit(typeof(Entity)).Or().Inherit(typeof(ModuleDbContext)).Or().ImplementInterface(typeof(IModule))
            .Should().NotBePublic().GetResult().FailingTypeNames.Should().BeNullOrEmpty();

    [Theory]
    [MemberData(nameof(Modules))]
    public void One_operation_is_one_file_of_its_name(string module)
    {
        var folder = Directory.EnumerateDirectories(Path.Combine(PartnerModule.Repository, "modules")).Select(d => Path.Combine(d, module)).Single(Directory.Exists);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var operations = Assembly.Load(module).GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(m => m.IsDefined(typeof(MutationAttribute)) || m.IsDefined(typeof(QueryAttribute)) || m.IsDefined(typeof(SubscriptionAttribute))).Select(m => m.Name).ToList();
        operations.Should().NotBeEmpty();
        operations.Where(o => !files.Contains(o)).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void What_a_type_has_for_itself_alone_bears_no_mark(string module) =>
        Assembly.Load(module).GetTypes().Where(t => t.IsNestedPrivate && t.GetCustomAttributes().Concat(t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(m => m.GetCustomAttributes()))
            .Any(a => a.GetType().Assembly == typeof(Entity).Assembly)).Should().BeEmpty("private types within types are not looked at when a module is loaded");

    [Fact]
    public void The_sdk_and_the_reader_know_nothing_of_the_host_or_its_modules()
    {
        var others = ModuleNames.Append("BusinessSuite.Host").ToArray();
        foreach (var assembly in new[] { "BusinessSuite.Sdk", "BusinessSuite.Reads" })
        {
            Assembly.Load(assembly).GetReferencedAssemblies().Select(a => a.Name).Intersect(others).Should().BeEmpty(assembly);
        }

        Assembly.Load("BusinessSuite.Reads").GetReferencedAssemblies().Select(a => a.Name).Should().NotContain(["BusinessSuite.Sdk", "Microsoft.EntityFrameworkCore"]);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_rule_that_a_constraint_guarantees_has_a_message_without_arguments(string module) =>
        Assembly.Load(module).GetTypes().SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(Rule)).Select(f => (Rule)f.GetValue(null)!)
            .Where(r => r.Constraint is not null && (r.Text.En + r.Text.Zh).Contains('{', StringComparison.Ordinal)).Select(r => r.Code).Should().BeEmpty();

    [Fact]
    public void A_first_module_takes_under_120_lines_with_its_test()
    {
        var sample = Directory.EnumerateFiles(Path.Combine(PartnerModule.Repository, "tests/samples/Loyalty")).ToList();
        sample.Should().HaveCount(2);
        sample.Append(Path.Combine(PartnerModule.Repository, "tests/BusinessSuite.Host.Tests/Modules/LoyaltyTests.cs")).Sum(f => File.ReadLines(f).Count()).Should().BeLessThan(120);
    }

    [Fact]
    public void Files_stay_short_enough_to_be_read()
    {
        var folders = new[] { "src", "modules", "tests", "tools" }.Select(f => Path.Combine(PartnerModule.Repository, f));
        folders.SelectMany(f => Directory.EnumerateFiles(f, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "Migrations" or "obj" or "bin"))
            .Where(f => File.ReadLines(f).Count() > 400).Should().BeEmpty();
    }
}
