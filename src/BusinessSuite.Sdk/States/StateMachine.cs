using System.Linq.Expressions;
using System.Reflection;

namespace BusinessSuite.Sdk;

/// <summary>One permitted change of state.</summary>
/// <param name="From">The state before.</param>
/// <param name="Operation">What causes it: the name of an operation or of a job.</param>
/// <param name="To">The state after.</param>
/// <param name="Clause">The clause that gives it.</param>
public sealed record Transition(string From, string Operation, string To, string? Clause);

/// <summary>The declared states of an entity; a public static field of the entity. PostgreSQL refuses every other change.</summary>
public interface IStateMachine
{
    /// <summary>The property that holds the state.</summary>
    PropertyInfo Property { get; }

    /// <summary>The states that a new row may have.</summary>
    IReadOnlyList<string> Initial { get; }

    /// <summary>All permitted changes.</summary>
    IReadOnlyList<Transition> Transitions { get; }
}

/// <inheritdoc/>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <typeparam name="TState">Its states.</typeparam>
public sealed class StateMachine<TEntity, TState> : IStateMachine where TEntity : Entity where TState : struct, Enum
{
    private readonly Dictionary<(TState From, string Operation), TState> _steps = [];
    private readonly List<Transition> _transitions = [];

    /// <summary>Declares the states held by a property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="initial">The states that a new row may have.</param>
    public StateMachine(Expression<Func<TEntity, TState>> property, params TState[] initial)
    {
        ArgumentNullException.ThrowIfNull(property);
        Property = (PropertyInfo)((MemberExpression)property.Body).Member;
        Initial = [.. initial.Select(UpperSnake.Of)];
    }

    /// <inheritdoc/>
    public PropertyInfo Property { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Initial { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Transition> Transitions => _transitions;

    /// <summary>Permits a change.</summary>
    public StateMachine<TEntity, TState> Step(TState from, string operation, TState to, string? clause = null)
    {
        _steps.Add((from, operation), to);
        _transitions.Add(new(UpperSnake.Of(from), operation, UpperSnake.Of(to), clause));
        return this;
    }

    /// <summary>The state after the operation.</summary>
    /// <exception cref="RuleViolation"><see cref="PlatformRules.IllegalState"/> when the operation is not possible now.</exception>
    public TState Next(TState from, string operation) =>
        _steps.TryGetValue((from, operation), out var to)
            ? to
            : throw new RuleViolation(PlatformRules.IllegalState, operation, UpperSnake.Of(from));
}
