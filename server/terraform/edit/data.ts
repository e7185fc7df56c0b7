import type { Data, DataJson, DataMap, DataReference, DataTemplate } from '../../model/dialect.ts';

/** The map that the data is; `undefined` for scalars, lists, references, templates and JSON strings. */
export function asDataMap(data: Data): DataMap | undefined {
  if (typeof data !== 'object' || isList(data) || isReference(data) || isTemplate(data) || isJson(data))
    return undefined;
  return data;
}

export function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

export function isReference(data: object): data is DataReference {
  return '$reference' in data;
}

export function isTemplate(data: object): data is DataTemplate {
  return '$template' in data;
}

export function isJson(data: object): data is DataJson {
  return '$json' in data;
}

/** The maps of a list that holds nothing else, which is how repeated blocks are written; `undefined` for other data. */
export function asBlocks(data: Data): readonly DataMap[] | undefined {
  if (!isList(data) || data.length === 0) return undefined;
  const maps = data.map(asDataMap);
  return maps.every((map) => map !== undefined) ? maps : undefined;
}
