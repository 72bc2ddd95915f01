using System.Diagnostics;

namespace BusinessSuite.Testing;

/// <summary>The replay program of the tools, as a process of its own that speaks to a suite over HTTP.</summary>
public static class ReplayProgram
{
    private static readonly string Program = Path.Combine(PartnerModule.Built("replay"), "BusinessSuite.Tools.Replay.dll");

    /// <summary>Starts it.</summary>
    /// <param name="suite">The suite that it speaks to.</param>
    /// <param name="client">By whose key or token.</param>
    /// <param name="command">What it does.</param>
    public static Process Start(Suite suite, Client client, params string[] command) => Process.Start(
        new ProcessStartInfo("dotnet", [Program, .. command, "--url", suite.Url.ToString(), "--key", client.Http.DefaultRequestHeaders.Authorization!.Parameter!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code and what it said.</returns>
    public static async Task<(int Code, string Output)> Run(Suite suite, Client client, params string[] command)
    {
        using var process = Start(suite, client, command);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
