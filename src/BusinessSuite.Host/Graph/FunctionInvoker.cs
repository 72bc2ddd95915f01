using System.Collections;
using System.Reflection;
using System.Runtime.ExceptionServices;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph;

/// <summary>Calls a module's static method with services of a request.</summary>
/// <param name="method">The method.</param>
/// <param name="module">The module's name.</param>
internal sealed class FunctionInvoker(MethodInfo method, string module)
{
    private readonly ParameterInfo[] _parameters = method.GetParameters();

    /// <summary>Calls it; its task is awaited.</summary>
    public async Task<object?> Call(Func<ParameterInfo, object?> argument)
    {
        object? answer;
        try
        {
            answer = method.Invoke(null, [.. _parameters.Select(argument)]);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }

        if (answer is Task task)
        {
            await task;
            return task.GetType().GetProperty("Result")?.GetValue(task);
        }

        return answer;
    }

    /// <summary>Calls it as a computed field. When it fails the field is null and the answer tells of it: what other modules answer stays.</summary>
    public async Task<IReadOnlyDictionary<Guid, object?>> Values(ComputedCall call)
    {
        var functions = (IFunctionHost)call.Context!;
        var context = await functions.Open(Scope.All, call.CancellationToken);
        try
        {
            return await Values(call, context);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await functions.Failed(e, call.Path, module, call.CancellationToken);
            return new Dictionary<Guid, object?>();
        }
    }

    private async Task<IReadOnlyDictionary<Guid, object?>> Values(ComputedCall call, FunctionContext context)
    {
        var answer = await Call(p => p.ParameterType.IsAssignableFrom(typeof(Guid[])) && p.ParameterType != typeof(object)
            ? call.Keys.ToArray()
            : context.Service(p, call.CancellationToken));
        var values = new Dictionary<Guid, object?>();
        foreach (var item in (IEnumerable)answer!)
        {
            var type = item.GetType();
            values[(Guid)type.GetProperty("Key")!.GetValue(item)!] = type.GetProperty("Value")!.GetValue(item);
        }

        return values;
    }
}

/// <summary>Where functions run: the reads of a request, or the transaction of an operation whose payload is answered.</summary>
internal interface IFunctionHost
{
    /// <summary>Services under the caller's rights.</summary>
    Task<FunctionContext> Open(Scope? operation, CancellationToken ct);

    /// <summary>Tells of a function that failed, and makes the connection good for the next.</summary>
    Task Failed(Exception exception, IReadOnlyList<object> path, string module, CancellationToken ct);
}

/// <summary>What functions of one request may use.</summary>
internal sealed record FunctionContext(IServiceProvider Services, Caller Caller)
{
    /// <summary>The value of an injected parameter.</summary>
    public object? Service(ParameterInfo parameter, CancellationToken ct) => parameter.ParameterType switch
    {
        var t when t == typeof(CancellationToken) => ct,
        var t when t == typeof(Caller) => Caller,
        var t => Services.GetRequiredService(t),
    };
}
