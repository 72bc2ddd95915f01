namespace BusinessSuite.Host.Graph.Live;

/// <summary>Why a socket is closed: the codes of RFC 6455 and of the protocol graphql-transport-ws.</summary>
internal enum SocketClose
{
    /// <summary>The host stops; connect again, to this or another one.</summary>
    GoingAway = 1001,

    /// <summary>The message is larger than allowed.</summary>
    TooBig = 1009,

    /// <summary>The database cannot be reached at the moment.</summary>
    TryAgainLater = 1013,

    /// <summary>The message is none of the protocol.</summary>
    BadRequest = 4400,

    /// <summary>An operation came before the connection was acknowledged.</summary>
    Unauthorized = 4401,

    /// <summary>The credentials are not valid, or no longer.</summary>
    Forbidden = 4403,

    /// <summary>The client does not speak the protocol.</summary>
    ProtocolNotAcceptable = 4406,

    /// <summary>The client did not begin in time.</summary>
    InitTimeout = 4408,

    /// <summary>An operation of that id is running.</summary>
    SubscriberExists = 4409,

    /// <summary>The client began twice.</summary>
    TooManyInits = 4429,

    /// <summary>The host failed, or the client takes nothing while events wait.</summary>
    InternalError = 4500,
}
