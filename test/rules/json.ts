// Examples written anew in the other syntax of their dialect.
import { type CollectionTag, type ScalarTag, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { DialectName } from '../../server/model/resource.ts';
import { toTerraformJson } from './tfJson.ts';

const names =
  'And Base64 Cidr Condition Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAtt GetAZs GetStackOutput If ImportValue Join Length Not Or Ref RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll';

/** The same text as JSON, or `undefined` where it is JSON already or does not parse. */
export function toJson(text: string, dialect: DialectName): string | undefined {
  if (text.trimStart().startsWith('{')) return undefined;
  if (dialect === 'terraform') return toTerraformJson(text);
  const document = parseDocument(text, { customTags: tags(), uniqueKeys: false, merge: true });
  if (document.errors.length > 0) return undefined;
  return `${JSON.stringify(plain(document.contents), undefined, 2)}\n`;
}

function tags(): (ScalarTag | CollectionTag)[] {
  return names.split(' ').flatMap((name): (ScalarTag | CollectionTag)[] => [
    { tag: `!${name}`, resolve: (text: string) => text },
    { tag: `!${name}`, collection: 'map' },
    { tag: `!${name}`, collection: 'seq' },
  ]);
}

function plain(node: unknown): unknown {
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => [
      isScalar(key) ? scalarText(key.value, key.source) : String(key),
      plain(value),
    ]);
    return tagged(node.tag, Object.fromEntries(entries));
  }
  if (isSeq(node)) return tagged(node.tag, node.items.map(plain));
  if (isScalar(node)) return tagged(node.tag, node.value instanceof Date ? node.source : node.value);
  return null;
}

function scalarText(value: unknown, source: string | undefined): string {
  return source ?? String(value);
}

function tagged(tag: string | undefined, value: unknown): unknown {
  if (tag === undefined || !tag.startsWith('!')) return value;
  const name = tag.slice(1);
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return { [key]: name === 'GetAtt' && typeof value === 'string' ? value.split('.') : value };
}
