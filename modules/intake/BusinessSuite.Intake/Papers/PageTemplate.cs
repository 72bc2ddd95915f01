using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using BusinessSuite.Sdk;
using Fluid;

namespace BusinessSuite.Intake.Papers;

/// <summary>A page (HTML) that needs nothing else and prints on A4. What is put into it is escaped.</summary>
/// <param name="resource">The template, a resource of this assembly.</param>
internal sealed class PageTemplate(string resource)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly TemplateOptions Options = new() { MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase }, CultureInfo = CultureInfo.InvariantCulture };

    private readonly Lazy<IFluidTemplate> _template = new(() =>
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new FluidParser().Parse(reader.ReadToEnd());
    });

    /// <summary>The language as pages name it.</summary>
    public static string LanguageTag(Language language) => language == Language.Zh ? "zh-CN" : "en";

    /// <summary>Fills it.</summary>
    /// <param name="name">The name of the file, without extension.</param>
    /// <param name="model">What it shows.</param>
    public async Task<Attachment> Render(string name, object model) =>
        new($"{name}.html", "text/html", Encoding.UTF8.GetBytes(await _template.Value.RenderAsync(new TemplateContext(model, Options), Encoder)));
}
