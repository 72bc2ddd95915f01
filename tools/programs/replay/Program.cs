using BusinessSuite.Tools.Replay;

// Sends real or made-up work through the suite's public API, as any client would.
var options = Options.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(
        """
        usage: replay receipt FILE [--url URL] [--key KEY]   an event log of applications (columns as in the receipt log)
               replay demo [--url URL] [--key KEY]           a small company of the project's own making
               replay load [SECONDS] [--mail PORT] [--url URL] [--key KEY]
                                                             clients that work cases of that company while others read, 120 s unless given

        With --mail the mails that the suite sends to that port of the loopback are taken and counted.
        URL is http://127.0.0.1:5080 unless given. KEY is a service account's key or a token; the environment variable SUITE_KEY is taken otherwise.
        """);
    return 2;
}

using var api = new Api(options.Url, options.Key);
try
{
    return options.What switch
    {
        "demo" => await Demo.Run(api),
        "load" => await new Load(options.Url, options.Key).Run(options.Time, options.MailPort),
        _ => await ReceiptReplay.Run(api, options.File!),
    };
}
catch (ApiException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
