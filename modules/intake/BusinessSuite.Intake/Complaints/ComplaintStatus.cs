namespace BusinessSuite.Intake.Complaints;

/// <summary>The states of a complaint, those of ISO 10002.</summary>
public enum ComplaintStatus
{
    /// <summary>It came in, or came again.</summary>
    Received,

    /// <summary>Its receipt was acknowledged to the customer.</summary>
    Acknowledged,

    /// <summary>It was assessed: severity, complexity, impact, need of immediate action.</summary>
    Assessed,

    /// <summary>It is being investigated.</summary>
    Investigating,

    /// <summary>The customer was told what was found and decided.</summary>
    Responded,

    /// <summary>The customer accepted the response.</summary>
    Accepted,

    /// <summary>The customer did not accept the response, or was still unsatisfied when asked again.</summary>
    Contested,

    /// <summary>It is closed.</summary>
    Closed,
}

/// <summary>What a complaint is about.</summary>
public enum ComplaintSubject
{
    /// <summary>It took too long.</summary>
    Delay,

    /// <summary>How staff behaved.</summary>
    Attitude,

    /// <summary>How well the work was done.</summary>
    Quality,

    /// <summary>What it cost.</summary>
    Fees,

    /// <summary>Information that was wrong, missing or not asked for at once.</summary>
    Information,

    /// <summary>Integrity: bribes, favours, breach of secrecy.</summary>
    Integrity,

    /// <summary>A low rating.</summary>
    LowRating,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>A grade in the assessment of a complaint.</summary>
public enum ComplaintGrade
{
    /// <summary>Low.</summary>
    Low,

    /// <summary>Medium.</summary>
    Medium,

    /// <summary>High.</summary>
    High,
}

/// <summary>What was decided on a complaint.</summary>
public enum ComplaintOutcome
{
    /// <summary>The customer is right.</summary>
    Upheld,

    /// <summary>The customer is right in part.</summary>
    PartlyUpheld,

    /// <summary>The customer is not right; nothing is there to be rectified.</summary>
    NotUpheld,
}
