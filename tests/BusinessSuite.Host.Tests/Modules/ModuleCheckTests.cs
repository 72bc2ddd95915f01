using BusinessSuite.Host.Modules;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Tests.Modules;

public sealed class ModuleCheckTests
{
    [Fact]
    [Trait("row", "EC-29")]
    public void Modules_come_after_those_they_depend_on() => ModuleCheck.InOrder(
        [new Plain(new("b", "1.0.0", "[0.1,1.0)") { DependsOn = [new("c", "[1.0,2.0)")] }), new Plain(new("c", "1.5.0", "[0.1,1.0)"))])
        .Select(m => m.Manifest.Name).Should().Equal("c", "b");

    [Theory]
    [Trait("row", "EC-29")]
    [InlineData("1.0.0", "[2.0,3.0)", "", "Module a fits the host [2.0,3.0), but 0.1.0 was found.")]
    [InlineData("1.0.0", "", "", "Module a does not say which versions of the host it fits ('' is no version range).")]
    [InlineData("one", "[0.1,1.0)", "", "Module a states the version 'one', which is not a semantic version.")]
    [InlineData("1.0.0", "[0.1,1.0)", "missing [1.0,2.0)", "Module a needs module missing [1.0,2.0), which is not installed or is disabled.")]
    [InlineData("1.0.0", "[0.1,1.0)", "b [2.0,3.0)", "Module a fits module b [2.0,3.0), but 1.0.0 was found.")]
    [InlineData("1.0.0", "[0.1,1.0)", "b x", "Module a does not say which versions of module b it fits ('x' is no version range).")]
    public void What_does_not_fit_is_refused_with_who_what_and_found(string version, string host, string dependency, string sentence)
    {
        var a = new ModuleManifest("a", version, host) { DependsOn = dependency.Length == 0 ? [] : [new(dependency.Split(' ')[0], dependency.Split(' ')[1])] };
        var act = () => ModuleCheck.InOrder([new Plain(a), new Plain(new("b", "1.0.0", "[0.1,1.0)"))]);
        act.Should().Throw<ModuleRefusedException>().WithMessage(sentence);
    }

    [Fact]
    [Trait("row", "EC-29")]
    public void A_circle_is_named()
    {
        var act = () => ModuleCheck.InOrder([
            new Plain(new("a", "1.0.0", "[0.1,1.0)") { DependsOn = [new("b", "[1.0,2.0)")] }),
            new Plain(new("b", "1.0.0", "[0.1,1.0)") { DependsOn = [new("a", "[1.0,2.0)")] })]);
        act.Should().Throw<ModuleRefusedException>().WithMessage("Modules depend on each other in a circle: a -> b -> a.");
    }

    [Fact]
    [Trait("row", "EC-29")]
    public void Two_modules_of_one_name_are_refused() => ((Action)(() => ModuleCheck.InOrder([new Plain(new("a", "1.0.0", "[0.1,1.0)")), new Plain(new("a", "2.0.0", "[0.1,1.0)"))])))
        .Should().Throw<ModuleRefusedException>().WithMessage("Two modules are named a*");

    [Fact]
    [Trait("row", "EC-29")]
    public void Foreign_and_doubled_permissions_are_refused()
    {
        foreach (var (type, sentence) in new[] { (typeof(Foreign), "*declares the permission b.thing.read*"), (typeof(Doubled), "*declares the permission a.thing.read twice.") })
        {
            var act = () => ModuleCheck.Declarations(new([new(new Plain(new("a", "1.0.0", "[0.1,1.0)") { Permissions = type }), typeof(Plain).Assembly, [])]));
            act.Should().Throw<ModuleRefusedException>().WithMessage(sentence);
        }
    }

    private static class Foreign
    {
        public const string Read = "b.thing.read";
    }

    private static class Doubled
    {
        public const string Read = "a.thing.read";
        public const string Again = "a.thing.read";
    }

    private sealed class Plain(ModuleManifest manifest) : IModule
    {
        public ModuleManifest Manifest => manifest;
    }
}
