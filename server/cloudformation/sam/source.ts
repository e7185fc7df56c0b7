import type { Step } from '../../model/dialect.ts';
import type { Resource } from '../../model/resource.ts';
import { eventSourceType, eventSourceView } from './events.ts';
import { viewsByType } from './views.ts';
import { valueAt, type Setting } from './view.ts';

/** True for a resource that SAM generates from the one that is written. */
export function isGenerated({ id, type }: Resource): boolean {
  return id.endsWith(`#${type}`);
}

/** The logical id under which a resource is written: its own, or that of the SAM resource which generates it. */
export function logicalIdOf(resource: Resource): string {
  if (!isGenerated(resource)) return resource.id;
  return resource.id.split(/[#.]/, 1)[0] ?? '';
}

/**
 * The steps in the resource that is written for steps in one that SAM generates; for any other resource the steps themselves.
 * `undefined` when there is no place to write it.
 */
export function sourceStepsOf(resource: Resource, steps: readonly Step[]): readonly Step[] | undefined {
  if (!isGenerated(resource) || steps[0] === '^') return steps;
  const source = sourceOf(resource);
  const setting = source?.settings.find(({ to }) => to.every((step, index) => step === steps[index]));
  if (source === undefined || setting === undefined || setting.convert !== undefined) return undefined;
  if (setting.onlyWritten === true && valueAt(resource.body, setting.to) === undefined) return undefined;
  return [...source.base, ...setting.from, ...steps.slice(setting.to.length)];
}

/** A queue's event and a stream's name their source differently; which one is meant cannot be told from the view. */
const written = eventSourceView.settings.filter(({ to }) => to[0] !== 'EventSourceArn');

function sourceOf(
  resource: Resource,
): { readonly base: readonly Step[]; readonly settings: readonly Setting[] } | undefined {
  if (resource.type === eventSourceType) {
    const [, ...base] = (resource.id.split('#')[0] ?? '').split('.');
    return { base: [...base, 'Properties'], settings: written };
  }
  const view = Object.values(viewsByType)
    .flat()
    .find(({ type }) => type === resource.type);
  return view === undefined ? undefined : { base: [], settings: view.settings };
}
