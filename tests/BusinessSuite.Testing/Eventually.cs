namespace BusinessSuite.Testing;

/// <summary>What comes about after a while.</summary>
public static class Eventually
{
    /// <summary>Waits until a condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within the time, 30 seconds unless given.</exception>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var end = DateTime.UtcNow + (within ?? TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException("It did not come about in time.");
            }

            await Task.Delay(50);
        }
    }
}
