using System.Collections;
using System.Reflection;
using System.Runtime.ExceptionServices;
using BusinessSuite.Reads;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Graph;

/// <summary>Calls a module's static method with services of a request.</summary>
internal sealed class FunctionInvoker(MethodInfo method)
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

    /// <summary>Calls it as a computed field.</summary>
    public async Task<IReadOnlyDictionary<Guid, object?>> Values(ComputedCall call)
    {
        var context = call.Context is Functions.Session session ? await session.Open(Scope.All, call.CancellationToken) : (FunctionContext)call.Context!;
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
