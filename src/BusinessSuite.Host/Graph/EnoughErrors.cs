using GraphQL.Validation;
using GraphQLParser.AST;

namespace BusinessSuite.Host.Graph;

/// <summary>Ends validation once there are more errors than are reported: each costs a search for names that are alike.</summary>
internal sealed class EnoughErrors(int most) : ValidationRuleBase, INodeVisitor
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(this);

    public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
        context.HasErrors && context.Errors.Count() >= most ? throw new ReachedException([.. context.Errors.Take(most)]) : default;

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    /// <summary>An error of validation as clients see it: without the names that it suggests, which would tell the schema to who may not read it.</summary>
    public static GraphError Shown(ValidationError error)
    {
        var suggestion = error.Message.IndexOf(" Did you mean", StringComparison.Ordinal);
        return new("INVALID", suggestion < 0 ? error.Message : error.Message[..suggestion], Locations: error.Locations?.Select(l => (l.Line, l.Column)).ToList());
    }

#pragma warning disable CA1032, CA1064 // It never leaves the validation.
    internal sealed class ReachedException(IReadOnlyList<ValidationError> errors) : Exception
    {
        public IReadOnlyList<ValidationError> Errors => errors;
    }
#pragma warning restore CA1032, CA1064
}
