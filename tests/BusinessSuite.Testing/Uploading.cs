using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BusinessSuite.Testing;

/// <summary>Sends files as a client does: announces them, then puts their bytes to the signed address.</summary>
public static class Uploading
{
    /// <summary>A small PDF; different texts make different files.</summary>
    public static byte[] Pdf(string text = "") => Encoding.Latin1.GetBytes(
        $"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n% {text}\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");

    /// <summary>A PDF with pages.</summary>
    public static byte[] PdfOf(int pages)
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(n => $"{n} 0 R"))}] /Count {pages} /MediaBox [0 0 595 842] >>",
            .. Enumerable.Repeat("<< /Type /Page /Parent 2 0 R >>", pages),
        ];
        return PdfWith(objects);
    }

    /// <summary>A PDF of objects, the first its catalogue, with a table of where they are.</summary>
    public static byte[] PdfWith(params string[] objects)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{string.Concat(places.Select(p => $"{p:D10} 00000 n \n"))}");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>Where a stored upload can be downloaded, marked or as it was received.</summary>
    public static async Task<string> Address(this Client client, string upload, string which = "download") => (string)(await client.Query(
        $"query($id: ID!) {{ upload(id: $id) {{ {which} {{ address }} }} }}", new { id = upload }))["upload"]![which]!["address"]!;

    /// <summary>The SHA-256 of bytes as the suite writes it.</summary>
    public static string Sha256(byte[] content) => Convert.ToHexString(SHA256.HashData(content));

    /// <summary>Announces a file.</summary>
    /// <returns>Its id and where to send its bytes.</returns>
    public static async Task<(string Id, string Address)> Announce(this Client client, string name, string mediaType, long size, string? sha256 = null)
    {
        var payload = await client.Do("createUpload", new { name, mediaType, sizeBytes = size.ToString(System.Globalization.CultureInfo.InvariantCulture), sha256 }, "upload { id } putAddress");
        return ((string)payload["upload"]!["id"]!, (string)payload["putAddress"]!);
    }

    /// <summary>Sends bytes; the address alone is enough.</summary>
    /// <returns>The status and what was answered.</returns>
    public static async Task<(HttpStatusCode Status, JsonNode Answer)> Put(this Client client, string address, byte[] content)
    {
        using var http = new HttpClient { BaseAddress = client.Http.BaseAddress };
        using var answer = await http.PutAsync(address, new ByteArrayContent(content));
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    /// <summary>Sends a file that must be stored.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> Upload(this Client client, string name, string mediaType, byte[] content)
    {
        var (id, address) = await client.Announce(name, mediaType, content.Length);
        var (status, answer) = await client.Put(address, content);
        status.Should().Be(HttpStatusCode.OK, answer.ToJsonString());
        ((string)answer["id"]!).Should().Be(id);
        return id;
    }
}
