import type { MapValue, Value } from '../../model/value.ts';
import { list, map, scalar } from '../evaluate/values.ts';

/** SAM's map of tags as the list that most types take. */
export function tagList(value: Value): Value {
  return converted(value, (tags) => {
    const items = [...tags.entries].map(([name, tag]) => {
      const key = scalar({ at: tag.key ?? tag.at, origins: tag.origins }, name);
      return map(
        tag,
        new Map<string, Value>([
          ['Key', key],
          ['Value', tag],
        ]),
      );
    });
    return { ...list(tags, items, tags.open), key: tags.key };
  });
}

/** `EndpointConfiguration: REGIONAL`, or a map with a single `Type`, as the map with `Types`. */
export function endpointTypes(value: Value): Value {
  if (value.kind === 'scalar' || value.kind === 'text')
    return { ...map(value, new Map([['Types', list(value, [value])]])), key: value.key };
  return converted(value, (configuration) => {
    const entries = new Map(configuration.entries);
    const type = entries.get('Type');
    if (type !== undefined) entries.set('Types', { ...list(type, [type]), key: type.key });
    return { ...configuration, entries };
  });
}

/** Converts a map, and the maps that a choice is between; anything else stays. */
function converted(value: Value, convert: (value: MapValue) => Value): Value {
  if (value.kind === 'map') return convert(value);
  if (value.kind !== 'choice') return value;
  return {
    ...value,
    whenTrue: converted(value.whenTrue, convert),
    whenFalse: converted(value.whenFalse, convert),
  };
}
