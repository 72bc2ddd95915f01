namespace BusinessSuite.Sdk;

/// <summary>
/// A static method by which clients follow events: one subscription of its own name. The first parameter is the event, all
/// others are arguments; one that bears the name of a member of the event selects: only events of that value reach the method.
/// The value is the entity that the event is about, or its id; null tells nobody. For every event each subscriber reads the
/// entity under the rights of that moment, with <see cref="RequiresAttribute"/> checked again; who may not see it is not told.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscriptionAttribute : Attribute;
