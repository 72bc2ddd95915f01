using BusinessSuite.Sdk;

namespace BusinessSuite.Organization.Contracts;

/// <summary>Tells employees what waits for them (内部通知), by mail to their address at work.</summary>
public interface IColleagues
{
    /// <summary>Sends a message to the employee in person, also one who is away, within the running operation. Who has no address, or has left, finds it in the lists only.</summary>
    /// <typeparam name="T">The data, which names the template.</typeparam>
    /// <param name="employeeId">Who is told.</param>
    /// <param name="data">What the template shows.</param>
    /// <param name="sending">How it is sent; the employee is who may see the message.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <returns>The message's id; null when none was sent.</returns>
    Task<Guid?> Tell<T>(Guid employeeId, T data, Sending sending, CancellationToken ct) where T : IMessageData<T>;

    /// <summary>
    /// Tells whoever is there for an employee of work that waits: the employee, or when away the deputy, or the deputy's deputy. When nobody is, the
    /// employee is told, who finds it on coming back.
    /// </summary>
    /// <typeparam name="T">The data, which names the template.</typeparam>
    /// <param name="employeeId">Whose work it is.</param>
    /// <param name="data">What the template shows.</param>
    /// <param name="sending">How it is sent; whoever is told is who may see the message.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <param name="except">Who must not be told in the employee's place.</param>
    /// <returns>The message's id; null when none was sent.</returns>
    Task<Guid?> TellWhoIsThere<T>(Guid employeeId, T data, Sending sending, CancellationToken ct, Guid? except = null) where T : IMessageData<T>;
}
