using System.Collections;

namespace BusinessSuite.Reads;

/// <summary>Writes the values of functions, as far as they are selected.</summary>
internal static class ValueWriter
{
    /// <summary>Gathers the keys of the entities in a value.</summary>
    public static void Keys(ValuePlan plan, object? value, Dictionary<int, List<Guid>> keys)
    {
        switch (plan)
        {
            case EntityPlan entity when value is not null:
                if (!keys.TryGetValue(entity.Level.Index, out var known))
                {
                    keys[entity.Level.Index] = known = [];
                }

                known.Add(entity.Key(value));
                break;
            case ListPlan list when value is IEnumerable items:
                foreach (var item in items)
                {
                    Keys(list.Item, item, keys);
                }

                break;
            case RecordPlan record when value is not null:
                foreach (var member in record.Members.Where(m => m.Plan is not null))
                {
                    Keys(member.Plan!, member.Get!(value), keys);
                }

                break;
        }
    }

    public static void Write(JsonBuffer json, ValuePlan plan, object? value, LevelRun?[] runs)
    {
        switch (plan)
        {
            case NullPlan:
            case var _ when value is null:
                json.Raw("null"u8);
                break;
            case ScalarPlan scalar:
                ScalarWriter.Value(json, scalar.Shape.Convert is { } convert ? convert(value!) : value, scalar.Shape.Kind);
                break;
            case ListPlan list:
                json.Raw((byte)'[');
                var first = true;
                foreach (var item in (IEnumerable)value!)
                {
                    if (!first)
                    {
                        json.Raw((byte)',');
                    }

                    first = false;
                    Write(json, list.Item, item, runs);
                }

                json.Raw((byte)']');
                break;
            case RecordPlan record:
                json.Raw((byte)'{');
                for (var i = 0; i < record.Members.Count; i++)
                {
                    if (i > 0)
                    {
                        json.Raw((byte)',');
                    }

                    var member = record.Members[i];
                    json.Raw(member.Name);
                    if (member.Plan is null)
                    {
                        json.Raw(member.Json!);
                    }
                    else
                    {
                        Write(json, member.Plan, member.Get!(value!), runs);
                    }
                }

                json.Raw((byte)'}');
                break;
            case EntityPlan entity:
                Row(json, runs[entity.Level.Index]!, entity.Key(value!));
                break;
        }
    }

    /// <summary>Writes the row of a key, or null when there is none that the caller may see.</summary>
    public static void Row(JsonBuffer json, LevelRun run, Guid key)
    {
        if (run.Find(key) is { } segment)
        {
            run.Items(json, segment, 0, backward: false);
        }
        else
        {
            json.Raw("null"u8);
        }
    }
}
