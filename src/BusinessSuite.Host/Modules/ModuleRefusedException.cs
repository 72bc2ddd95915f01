namespace BusinessSuite.Host.Modules;

/// <summary>The modules do not fit together; the sentence says which and why. The host does not start.</summary>
internal sealed class ModuleRefusedException(string message) : Exception(message);
