import type { AddChange, Data, DocumentEdit } from '../../model/dialect.ts';
import type { TerraformModule } from '../module.ts';
import { asDataMap, isJson, isList, isReference, isTemplate } from './data.ts';
import { missingSources } from './documentEdits.ts';
import { addInJson } from './json.ts';
import { bodyLines, unit } from './layout.ts';
import { lineBreakOf, lineEnd } from './lines.ts';
import { namingIn } from './naming.ts';
import { type Loop, declaredIn, documentOf, loopOf, topBlockAt } from './parts.ts';
import type { Task } from './task.ts';

/** The edits that declare a resource behind another one; `undefined` when its name is taken, be it by a block that makes nothing. */
export function addResource(task: Task, change: AddChange): readonly DocumentEdit[] | undefined {
  const { module, textOf } = task;
  const { after, type, name } = change;
  const body = asDataMap(change.body);
  const document = documentOf(module, after.piece, textOf);
  const top = topBlockAt(module, after.nameAt);
  if (declaredIn(module, after.piece.uri, `${type}.${name}`)) return undefined;
  if (body === undefined || document === undefined || top === undefined) return undefined;
  const loop = loopAround(module, after.piece.uri, change.body);
  const naming = namingIn(task, after.piece.uri, loop);
  if (document.syntax.format === 'json') {
    const edits = addInJson(document, top, change, naming, loop);
    const sources = missingSources(document, top, naming);
    return edits && sources && [...edits, ...sources];
  }
  const lines = bodyLines(body, naming, unit);
  if (lines === undefined) return undefined;
  const repeated = loop ? [`${unit}${loop.by} = ${loop.text}`, ''] : [];
  const inside = [...repeated, ...lines];
  const head = `resource "${type}" "${name}"`;
  const block = inside.length === 0 ? [`${head} {}`] : [`${head} {`, ...inside, '}'];
  const lineBreak = lineBreakOf(document.text);
  const at = lineEnd(document.text, document.start + top.block.end);
  const text = lineBreak + block.map((line) => lineBreak + line).join('');
  const sources = missingSources(document, top, naming);
  return sources && [{ uri: after.piece.uri, start: at, end: at, text }, ...sources];
}

/** What is made for each instance of a repeated block is repeated in the same way. */
function loopAround(module: TerraformModule, uri: string, body: Data): Loop | undefined {
  for (const address of addressesIn(body)) {
    const declared = declaredIn(module, uri, address);
    const loop = declared && loopOf(declared);
    if (loop) return loop;
  }
  return undefined;
}

function addressesIn(data: Data): readonly string[] {
  if (typeof data !== 'object') return [];
  if (isList(data)) return data.flatMap(addressesIn);
  if (isReference(data)) return [`${data.$reference.type}.${data.$reference.name}`];
  if (isTemplate(data))
    return data.$template.flatMap((part) =>
      typeof part === 'string' || '$pseudo' in part ? [] : addressesIn(part),
    );
  if (isJson(data)) return addressesIn(data.$json);
  return Object.values(data).flatMap(addressesIn);
}
