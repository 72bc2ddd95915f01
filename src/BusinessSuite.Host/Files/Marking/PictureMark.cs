using BusinessSuite.Host.Files.Checks;
using SkiaSharp;

namespace BusinessSuite.Host.Files.Marking;

/// <summary>Writes a watermark on a picture: a band at its foot, and faintly across it. Characters that the font does not have are left out.</summary>
internal static class PictureMark
{
    private const int Quality = 92;
    private const long MaxPixels = 50_000_000;

    // The first of these that the machine has, where the configuration names none.
    private static readonly string[] Fonts =
    [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", @"C:\Windows\Fonts\msyh.ttc", "/System/Library/Fonts/PingFang.ttc",
    ];

    /// <summary>Writes the line on a copy of the same type.</summary>
    /// <param name="original">The picture.</param>
    /// <param name="build">How it is built.</param>
    /// <param name="line">What is written.</param>
    /// <param name="font">The file of the font; empty for one of the machine.</param>
    public static byte[] Write(byte[] original, Build build, string line, string font)
    {
        var file = font.Length > 0 ? font : Fonts.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("There is no font to write with.");
        using var typeface = SKTypeface.FromFile(file) ?? throw new FileNotFoundException("The font cannot be used.", file);
        using var codec = SKCodec.Create(new MemoryStream(original)) ?? throw new InvalidDataException("The picture cannot be read.");
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels)
        {
            throw new InvalidDataException("The picture has too many pixels.");
        }

        using var stored = SKBitmap.Decode(codec) ?? throw new InvalidDataException("The picture cannot be read.");
        using var picture = Upright(stored, codec.EncodedOrigin);
        using (var canvas = new SKCanvas(picture))
        {
            Draw(canvas, picture.Width, picture.Height, typeface, string.Concat(line.EnumerateRunes().Where(r => typeface.ContainsGlyph(r.Value)).Select(r => r.ToString())));
        }

        using var marked = picture.Encode(build == Build.Png ? SKEncodedImageFormat.Png : build == Build.WebP ? SKEncodedImageFormat.Webp : SKEncodedImageFormat.Jpeg, Quality);
        return marked.ToArray();
    }

    private static void Draw(SKCanvas canvas, int width, int height, SKTypeface typeface, string text)
    {
        using var unit = new SKFont(typeface, 100);
        var perPoint = unit.MeasureText(text) / 100;
        // As large as the width allows, and so small on small pictures that it stays on them.
        var size = Math.Clamp(width * 0.96f / perPoint, 1, Math.Max(1, height * 0.06f));
        using var foot = new SKFont(typeface, size);
        using var band = new SKPaint { Color = SKColors.White.WithAlpha(190) };
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawRect(0, height - (size * 1.5f), width, size * 1.5f, band);
        canvas.DrawText(text, width * 0.02f, height - (size * 0.45f), foot, ink);

        var diagonal = float.Hypot(width, height);
        using var across = new SKFont(typeface, diagonal * 0.8f / perPoint);
        using var faint = new SKPaint { Color = SKColors.Gray.WithAlpha(90), IsAntialias = true };
        canvas.Translate(width / 2f, height / 2f);
        canvas.RotateRadians(-MathF.Atan2(height, width));
        canvas.DrawText(text, -diagonal * 0.4f, 0, across, faint);
    }

    /// <summary>The picture as it is to be seen: its note of how the camera was held is not kept in the copy.</summary>
    private static SKBitmap Upright(SKBitmap stored, SKEncodedOrigin origin)
    {
        var isTurned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (width, height) = isTurned ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        var picture = new SKBitmap(width, height, stored.ColorType, stored.AlphaType);
        using var canvas = new SKCanvas(picture);
        canvas.Concat(origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, width, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, width, -1, 0, height, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, height, 0, 0, 1),
            _ => SKMatrix.Identity,
        });
        canvas.DrawBitmap(stored, 0, 0);
        return picture;
    }
}
