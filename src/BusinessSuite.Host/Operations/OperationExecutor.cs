namespace BusinessSuite.Host.Operations;

internal sealed class OperationExecutor
{
    private readonly string _n = "";
    public Task<OperationOutcome> Execute(OperationCall call, CancellationToken ct) => throw new InvalidOperationException(_n);
}
