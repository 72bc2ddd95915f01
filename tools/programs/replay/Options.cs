namespace BusinessSuite.Tools.Replay;

/// <summary>The command line.</summary>
internal sealed record Options(string What, string? File, Uri Url, string Key, TimeSpan Time = default, int? MailPort = null)
{
    public static Options? Parse(string[] args)
    {
        var url = "http://127.0.0.1:5080";
        var key = Environment.GetEnvironmentVariable("SUITE_KEY") ?? "";
        int? mailPort = null;
        var rest = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--url" or "--key" && i + 1 < args.Length)
            {
                (url, key) = args[i] == "--url" ? (args[i + 1], key) : (url, args[i + 1]);
                i++;
            }
            else if (args[i] == "--mail" && i + 1 < args.Length && int.TryParse(args[i + 1], out var port))
            {
                mailPort = port;
                i++;
            }
            else
            {
                rest.Add(args[i]);
            }
        }

        return rest switch
        {
            ["demo"] => new("demo", null, new Uri(url), key),
            ["load"] => new("load", null, new Uri(url), key, TimeSpan.FromMinutes(2), mailPort),
            ["load", var seconds] when int.TryParse(seconds, out var s) && s > 0 => new("load", null, new Uri(url), key, TimeSpan.FromSeconds(s), mailPort),
            ["receipt", var file] => new("receipt", file, new Uri(url), key),
            _ => null,
        };
    }
}
