import type { Span } from '../../text/span.ts';
import type { Value } from '../../model/value.ts';
import type { Node } from '../syntax/node.ts';
import { noValue, pseudoParameters } from '../names.ts';
import { generatedBy } from '../sam/generated.ts';
import { targetOf } from '../sam/types.ts';
import { parameterNamed, transformsOf, typeOfResource, allTypes } from './facts.ts';
import { withLoops } from './loopText.ts';
import { itemsOf, textOf } from './nodes.ts';
import { valueOfLoopVariable, valueOfParameter } from './parameters.ts';
import type { Place, Scope } from './scope.ts';
import { evaluate, placeOf } from './scope.ts';
import { hasCustomMacro } from './transforms.ts';
import { absent, unknown, unknownHere } from './values.ts';

/** `Ref`: a loop's variable, a pseudo parameter, a parameter, or a resource. */
export function ref(argument: Node | undefined, place: Place, scope: Scope): Value {
  const name = nameIn(argument, scope);
  if (name === undefined) return unknownHere(place, argument === undefined ? 'syntax' : 'function', 'Ref');
  return refTo(name, place, scope);
}

/** What `Ref` of this name gives; also for `${Name}` in `Fn::Sub`. */
export function refTo(name: string, place: Place, scope: Scope): Value {
  const variable = valueOfLoopVariable(name, place, scope);
  if (variable !== undefined) return variable;
  if (name === noValue) return absent(place);
  // The list of topics may be empty.
  if (pseudoParameters.has(name))
    return unknownHere(place, 'pseudo-parameter', name, name !== 'AWS::NotificationARNs');
  const parameter = parameterNamed(name, scope);
  if (parameter !== undefined) return valueOfParameter(name, parameter, place, scope);
  return ofResource(name, undefined, place, scope) ?? dangling(name, undefined, place, scope);
}

/** `Fn::GetAtt` as `Orders.Endpoint.Port` or as a list. */
export function getAtt(argument: Node | undefined, place: Place, scope: Scope): Value {
  const items = itemsOf(argument);
  if (items === undefined) {
    const name = nameIn(argument, scope);
    if (name === undefined)
      return unknownHere(place, argument === undefined ? 'syntax' : 'function', 'Fn::GetAtt');
    return attributeOf(name, place, scope);
  }
  const names = items.map((item) => nameIn(item, scope));
  const [id, ...rest] = names;
  if (id === undefined) return unknownHere(place, 'function', 'Fn::GetAtt');
  const attribute = rest.includes(undefined) ? '' : rest.join('.');
  return ofResource(id, attribute, place, scope) ?? dangling(id, attribute, place, scope);
}

/** What `Id.Attribute` gives; the id ends at the first dot. */
export function attributeOf(name: string, place: Place, scope: Scope): Value {
  const dot = name.indexOf('.');
  if (dot < 0) return unknownHere(place, 'dangling-reference', name);
  const id = name.slice(0, dot);
  const attribute = name.slice(dot + 1);
  return ofResource(id, attribute, place, scope) ?? dangling(id, attribute, place, scope);
}

/** Records a reference to a resource of the template, and its value; `undefined` when there is no such resource. */
function ofResource(
  id: string,
  attribute: string | undefined,
  place: Place,
  scope: Scope,
): Value | undefined {
  const type = typeOfResource(id, scope);
  if (type === undefined) return undefined;
  const reference = { id: targetOf(id, type), attribute };
  scope.references.push({ ...reference, at: place.at });
  const subject = attribute === undefined ? id : `${id}.${attribute}`;
  return unknown(place, { kind: 'resource-attribute', subject, at: place.at }, true, reference);
}

/** A name that is not in the text: written by SAM or a macro, part of a module, or simply wrong. */
function dangling(id: string, attribute: string | undefined, place: Place, scope: Scope): Value {
  const generated = generatedBy(id, allTypes(scope));
  if (generated !== undefined) {
    const reference = generated.target === undefined ? undefined : { id: generated.target, attribute };
    if (reference !== undefined) scope.references.push({ ...reference, at: place.at });
    return unknown(place, { kind: 'resource-attribute', subject: id, at: place.at }, true, reference);
  }
  return unknownHere(place, hasCustomMacro(transformsOf(scope)) ? 'transform' : 'dangling-reference', id);
}

/** A name that is written, or computed from what is known. */
function nameIn(argument: Node | undefined, scope: Scope): string | undefined {
  const written = textOf(argument);
  if (written !== undefined) return withLoops(written, scope);
  if (argument === undefined) return undefined;
  const value = evaluate(argument, scope);
  return value.kind === 'scalar' ? value.text : undefined;
}

/** The place of a reference inside a string. */
export function placeInside(scope: Scope, place: Place, span: Span | undefined): Place {
  return span === undefined || scope.lent !== undefined ? { at: place.at } : placeOf(scope, span);
}
