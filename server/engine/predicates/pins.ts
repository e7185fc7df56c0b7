import type { Settled } from '../reading.ts';
import type { Truth } from '../truth.ts';
import type { Predicate } from './predicate.ts';
import { evidenceOf, hole, markedTextOf, overText } from './texts.ts';

export const unpinnedImage: Predicate = (reading, _, context) => overText(reading, context, isUnpinnedImage);

function isUnpinnedImage(text: string): Truth {
  if (text.includes('@')) return false;
  const name = text.slice(text.lastIndexOf('/') + 1);
  const [repository = '', tag] = name.split(':');
  if (tag !== undefined) return tag === 'latest' || tag === '';
  return repository.endsWith(hole) ? undefined : repository !== '';
}

export const unpinnedModule: Predicate = (reading, _, context) => {
  if (reading.value.kind !== 'map')
    return { truth: reading.value.kind === 'unknown' ? undefined : false, evidence: [] };
  const { entries } = reading.value;
  const settled = (name: string): Settled | undefined => {
    const written = entries.get(name);
    return written && context.settle(written).value;
  };
  const source = settled('source');
  const text = source && markedTextOf(source);
  if (!source || source.kind === 'list' || source.kind === 'absent' || text === undefined)
    return { truth: false, evidence: [] };
  const version = settled('version');
  return {
    truth: isUnpinnedSource(text, version !== undefined && version.kind !== 'absent'),
    evidence: [evidenceOf({ value: source, under: [] })],
  };
};

const branches = /^(?:main|master|HEAD|develop|trunk)$/;

function isUnpinnedSource(source: string, hasVersion: boolean): Truth {
  if (/^(?:\.{1,2}\/|\/|[A-Za-z]:\\)/.test(source) || source === '.' || source === '..') return false;
  if (source.startsWith(hole)) return undefined;
  const remote =
    /^(?:git|hg|s3|gcs)::|^(?:github\.com|bitbucket\.org)\/|^(?:https?|git|ssh):\/\/|^git@|\.git(?:\?|\/\/|$)/.test(
      source,
    );
  if (!remote) return /^[\w.-]+(?:\/[\w.-]+){2,3}(?:\/\/.*)?$/.test(source) ? !hasVersion : false;
  const revision = /[?&](?:ref|rev|checksum|versionId)=([^&]*)/.exec(source)?.[1];
  if (revision === undefined) return source.includes(hole) ? undefined : true;
  return revision === '' || branches.test(revision);
}
