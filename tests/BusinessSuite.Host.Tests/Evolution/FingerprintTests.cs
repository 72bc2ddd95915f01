using BusinessSuite.Host.Evolution;
using GraphQL.Types;

namespace BusinessSuite.Host.Tests.Evolution;

[Trait("row", "EC-18")]
public sealed class FingerprintTests
{
    private const string Served = """
        "A text." type Query { a(x: Int = 1, y: E): [T!]! b: I }
        enum E { ONE TWO }
        input W { z: Int }
        interface I { c: Int }
        type T implements I { c: Int d(w: W): Int }
        type U implements I { c: Int }
        """;

    [Theory]
    [InlineData("A text.", "Another text.")]
    [InlineData("enum E { ONE TWO }", "enum E { TWO ONE }")]
    [InlineData("c: Int d(w: W): Int", "d(w: W): Int c: Int")]
    [InlineData("x: Int = 1", "x: Int = 2")]
    public void What_no_document_depends_on_leaves_it_as_it_is(string part, string other) => With(part, other).Should().Be(Of(Served));

    [Theory]
    [InlineData("b: I", "b: I more: Int")]
    [InlineData("x: Int = 1", "x: Int")]
    [InlineData("x: Int = 1, y: E", "x: Int = 1, y: E!")]
    [InlineData("y: E", "why: E")]
    [InlineData(", y: E", "")]
    [InlineData("a(x: Int = 1, y: E): [T!]!", "a(x: Int = 1, y: E): [U!]!")]
    [InlineData("[T!]!", "[T!]")]
    [InlineData("ONE TWO", "ONE TWO THREE")]
    [InlineData("z: Int", "z: Int!")]
    [InlineData("z: Int", "z: Int = 1")]
    [InlineData("type U implements I {", "type U {")]
    public void What_a_document_may_depend_on_changes_it(string part, string other) => With(part, other).Should().NotBe(Of(Served));

    private static string With(string part, string other)
    {
        Served.Should().Contain(part);
        return Of(Served.Replace(part, other, StringComparison.Ordinal));
    }

    private static string Of(string sdl)
    {
        var schema = Schema.For(sdl, b => b.Types.ForAll(t => t.IsTypeOfFunc ??= _ => true));
        schema.Initialize();
        return SchemaParts.Fingerprint(schema);
    }
}
