/** A range of addresses; IPv4 has 32 bits, IPv6 128. */
export interface CidrBlock {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefix: number;
}

/** `undefined` for what is no CIDR block. Bits behind the prefix are ignored, as AWS does. */
export function cidrBlockOf(text: string): CidrBlock | undefined {
  const [, host = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  const ipv6 = host.includes(':');
  const bits = ipv6 ? 128 : 32;
  const address = ipv6 ? ipv6Of(host) : ipv4Of(host);
  const prefix = Number(length);
  if (address === undefined || length === '' || prefix > bits) return undefined;
  const rest = (1n << BigInt(bits - prefix)) - 1n;
  const first = address & ~rest;
  return { bits, first, last: first | rest, prefix };
}

function ipv4Of(host: string): bigint | undefined {
  const parts = host.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function ipv6Of(host: string): bigint | undefined {
  const [head = '', tail, ...more] = host.split('::');
  if (more.length > 0) return undefined;
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

export function overlap(a: CidrBlock, b: CidrBlock): boolean {
  return a.bits === b.bits && a.first <= b.last && b.first <= a.last;
}

const reserved = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
]
  .map(cidrBlockOf)
  .filter((block) => block !== undefined);

/** Whether no address of the block is public. */
export function isPrivate(block: CidrBlock): boolean {
  return reserved.some(
    (outer) => outer.bits === block.bits && outer.first <= block.first && block.last <= outer.last,
  );
}
