using System.Globalization;
using System.Text;
using BusinessSuite.Sdk;

namespace BusinessSuite.Workbench;

/// <summary>How a stock stands.</summary>
/// <param name="Left">How many are left.</param>
internal sealed record StockReport(int Left) : IMessageData<StockReport>
{
    public static string Template => "workbench.stock";

    public static StockReport Sample { get; } = new(5);
}

internal static class MailStockOperation
{
    /// <summary>Mails how a stock stands, once for each count and address.</summary>
    /// <param name="address">Where to.</param>
    [Mutation, Requires(Permissions.Change)]
    public static async Task<Stock> MailStock(Stock stock, string address, IMessages messages, CancellationToken ct)
    {
        await messages.Send(new StockReport(stock.Left), new("Store", Language.En, [new(Channels.Mail, address)]), new($"stock:{stock.Left}:{address}")
        {
            AboutId = stock.Id,
            Attachments =
            [
                new("库存.csv", "text/csv", Encoding.UTF8.GetBytes($"left\n{stock.Left}")),
                new("stock.html", "text/html", new Uri($"stock:{stock.Left.ToString(CultureInfo.InvariantCulture)}")),
            ],
        }, ct);
        return stock;
    }
}

/// <summary>Opens reports of stocks that are made when they are needed.</summary>
[Provides]
internal sealed class StockPages : IAttachmentSource
{
    public string Scheme => "stock";

    public Task<Stream> Open(Uri reference, CancellationToken ct) => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes($"<p>{reference.AbsolutePath}</p>")));
}
