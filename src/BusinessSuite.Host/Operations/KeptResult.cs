using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using BusinessSuite.Sdk;

namespace BusinessSuite.Host.Operations;

/// <summary>What an operation returned, kept to be answered from once more: entities as their keys, since a payload reads them from the database.</summary>
internal static class KeptResult
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new Keys() } };

    /// <summary>As JSON.</summary>
    public static string Write(object? result, Type type) => JsonSerializer.Serialize(result, type, Options);

    /// <summary>What was kept; of an entity nothing but its key is known.</summary>
    public static object? Read(string kept, Type type) => JsonSerializer.Deserialize(kept, type, Options);

    private sealed class Keys : JsonConverter<Entity>
    {
        private static readonly PropertyInfo Id = typeof(Entity).GetProperty(nameof(Entity.Id))!;

        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(Entity));

        public override Entity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var entity = (Entity)RuntimeHelpers.GetUninitializedObject(typeToConvert);
            Id.SetValue(entity, reader.GetGuid());
            return entity;
        }

        public override void Write(Utf8JsonWriter writer, Entity value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }
}
