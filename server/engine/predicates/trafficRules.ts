import type { MapValue } from '../../model/value.ts';
import type { Settled } from '../reading.ts';
import { type Truth, allOf, anyOf } from '../truth.ts';
import { isWorld } from './networks.ts';
import { evidenceOf, itemsOf, markedTextOf } from './texts.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext, PredicateEvidence, PredicateResult } from './predicate.ts';

/** What a rule of a security group or network ACL lets through; `undefined` for what cannot be known. */
interface Traffic {
  /** In our words: `all`, `tcp`, `udp`, `icmp`, or the number. */
  readonly protocol: string | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Where the ports, or else the protocol, are written. */
  readonly at: Settled;
}

const addressKeys = [
  'CidrIp',
  'CidrIpv6',
  'CidrBlock',
  'Ipv6CidrBlock',
  'cidr_blocks',
  'ipv6_cidr_blocks',
  'cidr_ipv4',
  'cidr_ipv6',
  'cidr_block',
  'ipv6_cidr_block',
];

const protocolNames: Readonly<Record<string, string>> = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmp',
  icmpv6: 'icmp',
};

function first(map: MapValue, keys: readonly string[], context: PredicateContext): Settled | undefined {
  for (const key of keys) {
    const written = map.entries.get(key);
    const value = written && context.settle(written).value;
    if (value && value.kind !== 'absent') return value;
  }
  return undefined;
}

function trafficOf(map: MapValue, context: PredicateContext): Traffic {
  const written = first(map, ['IpProtocol', 'Protocol', 'ip_protocol', 'protocol'], context);
  const name = written?.kind === 'scalar' ? written.text.toLowerCase() : undefined;
  const protocol = name === undefined ? undefined : (protocolNames[name] ?? name);
  const range = first(map, ['PortRange'], context);
  const ports = range?.kind === 'map' ? range : map;
  const from = first(ports, ['FromPort', 'From', 'from_port'], context);
  const to = first(ports, ['ToPort', 'To', 'to_port'], context);
  return { protocol, from: portOf(from), to: portOf(to), at: from ?? written ?? map };
}

function portOf(value: Settled | undefined): number | undefined {
  const number = value?.kind === 'scalar' ? Number(value.data) : NaN;
  return Number.isInteger(number) ? number : undefined;
}

/** Whether ports of the protocols count, and `all` when every port does. */
function portsCount({ protocol }: Traffic, protocols: readonly string[]): Truth | 'all' {
  if (protocol === undefined) return undefined;
  return protocol === 'all' ? 'all' : protocols.includes(protocol);
}

function includesPort({ from, to }: Traffic, port: number): Truth {
  return allOf([from === undefined ? undefined : from <= port, to === undefined ? undefined : port <= to]);
}

function spansAtLeast({ from, to }: Traffic, ports: number): Truth {
  return from === undefined || to === undefined ? undefined : to - from + 1 >= ports;
}

function protocolsGiven(given: Readonly<Record<string, unknown>>): readonly string[] {
  const texts = textsOf(given['protocols']).map(
    (text) => protocolNames[text.toLowerCase()] ?? text.toLowerCase(),
  );
  return texts.length > 0 ? texts : ['tcp', 'udp'];
}

/** Applies a test of the ports, where the protocol has such. */
function withPorts(traffic: Traffic, given: Readonly<Record<string, unknown>>, test: Truth): Truth {
  const count = portsCount(traffic, protocolsGiven(given));
  return count === 'all' ? true : allOf([count, test]);
}

function onRule(value: Settled, judge: (map: MapValue) => PredicateResult): PredicateResult {
  if (value.kind === 'map') return judge(value);
  return { truth: value.kind === 'unknown' ? undefined : false, evidence: [] };
}

export const admitsWorld: Predicate = (reading, given, context) =>
  onRule(reading.value, (map) => {
    const admitted = admits(trafficOf(map, context), given);
    if (admitted === false) return { truth: false, evidence: [] };
    const found: PredicateEvidence[] = [];
    const undecided: PredicateEvidence[] = [];
    for (const key of addressKeys) {
      const written = map.entries.get(key);
      if (!written) continue;
      const { leaves, open } = itemsOf(written, context);
      for (const leaf of leaves) {
        const world = isWorld(leaf.value, context);
        if (world === true) found.push(evidenceOf(leaf));
        else if (world === undefined) undecided.push(evidenceOf(leaf));
      }
      if (open) undecided.push({ at: open.at, unknown: open });
    }
    if (found.length > 0) return { truth: admitted, evidence: found };
    return undecided.length > 0 || map.open
      ? { truth: undefined, evidence: undecided }
      : { truth: false, evidence: [] };
  });

/** Whether the traffic is of the kind that is asked for; every kind when nothing is. */
function admits(traffic: Traffic, given: Readonly<Record<string, unknown>>): Truth {
  const { ports, exceptPorts, portsAtLeast, allTraffic: all } = given;
  const asked: Truth[] = [];
  if (all === true) asked.push(traffic.protocol === undefined ? undefined : traffic.protocol === 'all');
  if (ports !== undefined) asked.push(withPorts(traffic, given, anyPort(traffic, ports)));
  if (portsAtLeast !== undefined)
    asked.push(withPorts(traffic, given, spansAtLeast(traffic, Number(portsAtLeast))));
  if (exceptPorts !== undefined)
    asked.push(withPorts(traffic, given, isOther(traffic, textsOf(exceptPorts).map(Number))));
  return asked.length === 0 ? true : anyOf(asked);
}

function anyPort(traffic: Traffic, ports: unknown): Truth {
  return anyOf(textsOf(ports).map((port) => includesPort(traffic, Number(port))));
}

function isOther({ from, to }: Traffic, ports: readonly number[]): Truth {
  if (from === undefined || to === undefined) return undefined;
  return from !== to || !ports.includes(from);
}

export const portRangeIncludes: Predicate = (reading, given, context) =>
  onRule(reading.value, (map) => {
    const traffic = trafficOf(map, context);
    return atPorts(traffic, withPorts(traffic, given, anyPort(traffic, given['ports'])));
  });

export const portRangeWiderThan: Predicate = (reading, given, context) =>
  onRule(reading.value, (map) => {
    const traffic = trafficOf(map, context);
    return atPorts(traffic, withPorts(traffic, given, spansAtLeast(traffic, Number(given['ports']) + 1)));
  });

export const allTraffic: Predicate = (reading, _, context) =>
  onRule(reading.value, (map) => {
    const { protocol } = trafficOf(map, context);
    const written = first(map, ['IpProtocol', 'Protocol', 'ip_protocol', 'protocol'], context) ?? map;
    return atPorts(
      { protocol, from: undefined, to: undefined, at: written },
      protocol === undefined ? (written === map && !map.open ? false : undefined) : protocol === 'all',
    );
  });

function atPorts({ at }: Traffic, truth: Truth): PredicateResult {
  if (at.kind === 'map') return { truth, evidence: [] };
  const unknown = at.kind === 'unknown' ? at : undefined;
  return { truth, evidence: [{ at: at.at, ...(unknown ? { unknown } : {}), text: markedTextOf(at) }] };
}
