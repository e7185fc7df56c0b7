import type { Scalar, Value } from '../../model/value.ts';
import type { Node, SectionEntry } from '../syntax/node.ts';
import { childOf, itemsOf, textOf } from './nodes.ts';
import type { Place, Scope } from './scope.ts';
import { locationOf } from './scope.ts';
import { stringOf } from './strings.ts';
import { chained, list, movedTo, scalar, unknown, unknownHere } from './values.ts';

/** What a parameter's declaration says. */
export interface Parameter {
  readonly type: string;
  /** The default, or the only value that is allowed. */
  readonly default?: Node | undefined;
  /** Left out when any value is allowed. */
  readonly allowed?: readonly string[] | undefined;
}

const declarations = new WeakMap<SectionEntry, Parameter>();

export function parameterOf(entry: SectionEntry): Parameter {
  const known = declarations.get(entry);
  if (known !== undefined) return known;
  const values = itemsOf(childOf(entry.value, 'AllowedValues'));
  const allowed = values?.map(textOf).filter((text) => text !== undefined);
  const parameter: Parameter = {
    type: textOf(childOf(entry.value, 'Type')) ?? 'String',
    default: childOf(entry.value, 'Default') ?? (values?.length === 1 ? values[0] : undefined),
    allowed:
      allowed === undefined || allowed.length === 0 || allowed.length !== values?.length
        ? undefined
        : allowed,
  };
  declarations.set(entry, parameter);
  return parameter;
}

/** What `Ref` gives for a parameter: its default when it has one, with the default's place as origin. */
export function valueOfParameter(name: string, entry: SectionEntry, place: Place, scope: Scope): Value {
  const parameter = parameterOf(entry);
  const declared = locationOf(entry, entry.key);
  if (parameter.type.startsWith('AWS::SSM::Parameter::Value<')) {
    return unknown(place, { kind: 'ssm-parameter', subject: name, at: declared });
  }
  const node = parameter.default;
  const text = textOf(node);
  if (scope.symbolic || node === undefined || text === undefined) {
    const kind = entry.broken ? 'syntax' : 'parameter';
    return unknown(place, { kind, subject: name, at: declared });
  }
  const at = locationOf(entry, node);
  const from: Place = { at: place.at, origins: chained(place.origins, [{ kind: 'default', name, at }]) };
  return converted(node, text, parameter.type, from);
}

function converted(node: Node, text: string, type: string, place: Place): Value {
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) {
    const items = text.trim() === '' ? [] : text.split(',').map((item) => item.trim());
    const numeric = type === 'List<Number>';
    return list(
      place,
      items.map((item) => (numeric ? numberOf(item, place) : stringOf([item], place))),
    );
  }
  if (type === 'Number') return numberOf(text, place);
  const value = stringOf([text], place);
  const data = node.kind === 'scalar' ? node.data : null;
  return value.kind === 'scalar' && typeof data === 'boolean' ? scalar(place, data, text) : value;
}

/** A number where the text is one; otherwise the text as it is. */
function numberOf(text: string, place: Place): Scalar {
  const number = Number(text);
  return scalar(place, text.trim() !== '' && Number.isFinite(number) ? number : text, text);
}

/** A loop's variable; unknown when the collection is. */
export function valueOfLoopVariable(name: string, place: Place, scope: Scope): Value | undefined {
  const variable = scope.loop.get(name);
  if (variable === undefined) return undefined;
  if (variable.text === undefined) return unknownHere(place, 'each', name);
  return movedTo(
    scalar({ at: place.at, origins: [{ kind: 'loop', name, at: variable.at }] }, variable.text),
    place,
  );
}
