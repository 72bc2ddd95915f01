namespace BusinessSuite.Organization.Discipline;

/// <summary>The states of a disciplinary case.</summary>
public enum DisciplineState
{
    /// <summary>Reported; the employee does not know yet.</summary>
    Reported,

    /// <summary>The employee was told what he is reproached with, and may make a statement.</summary>
    Notified,

    /// <summary>The employee was heard.</summary>
    Stated,

    /// <summary>A penalty was decided.</summary>
    Decided,

    /// <summary>The employee appealed.</summary>
    Appealed,

    /// <summary>The penalty stands after an appeal, as it was or milder.</summary>
    Final,

    /// <summary>The penalty was annulled on appeal.</summary>
    Annulled,

    /// <summary>Closed without a penalty.</summary>
    Dismissed,

    /// <summary>The penalty has left the active record.</summary>
    Expired,
}

/// <summary>What came of an appeal.</summary>
public enum AppealOutcome
{
    /// <summary>The penalty stands.</summary>
    Upheld,

    /// <summary>The penalty becomes milder.</summary>
    Reduced,

    /// <summary>There is no penalty any more.</summary>
    Annulled,
}

/// <summary>How it is proven that the notice or the decision reached the employee.</summary>
public enum NoticeWay
{
    /// <summary>The message that called him arrived.</summary>
    Message,

    /// <summary>He acknowledged it in the suite, or appealed against it.</summary>
    Acknowledged,

    /// <summary>It was handed to him, as someone recorded.</summary>
    HandedOver,
}
