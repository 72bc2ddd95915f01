using System.Text;
using BusinessSuite.Host.Files.Checks;

namespace BusinessSuite.Host.Files.Marking;

/// <summary>The host as a small program that writes a watermark on one file: <c>BusinessSuite.Host mark</c>, the file on its input, the copy on its output.</summary>
public static class Marker
{
    /// <summary>The argument that asks for it.</summary>
    public const string Command = "mark";

    private const int Unfit = 65;

    /// <summary>Marks the file.</summary>
    /// <returns>0; another number when the file cannot be marked.</returns>
    public static int Run()
    {
        try
        {
            using var input = new BinaryReader(Console.OpenStandardInput(), Encoding.UTF8);
            var (type, line, font) = (input.ReadString(), input.ReadString(), input.ReadString());
            using var original = new MemoryStream();
            input.BaseStream.CopyTo(original);
            var build = FileKind.Of(type)!.Build;
            var marked = build == Build.Pdf ? PdfMark.Write(original.ToArray(), line) : PictureMark.Write(original.ToArray(), build, line, font);
            using var output = Console.OpenStandardOutput();
            output.Write(marked);
            return 0;
        }
#pragma warning disable CA1031 // Whatever is wrong with the file, it cannot be marked.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(e.Message);
            return Unfit;
        }
    }
}
