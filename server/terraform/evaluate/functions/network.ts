import { type FunctionTable, numberIn, plain, textIn } from './function.ts';

interface Block {
  readonly address: number;
  readonly length: number;
}

/** Only for IPv4; other addresses are unknown. */
export const networkFunctions: FunctionTable = {
  cidrhost: plain((prefix, host) => {
    const block = parseBlock(textIn(prefix));
    const number = numberIn(host);
    if (!block || number === undefined) return undefined;
    const size = 2 ** (32 - block.length);
    const offset = number < 0 ? size + number : number;
    return offset < 0 || offset >= size ? undefined : textOfAddress(block.address + offset);
  }),
  cidrnetmask: plain((prefix) => {
    const block = parseBlock(textIn(prefix));
    return block && textOfAddress(2 ** 32 - 2 ** (32 - block.length));
  }),
  cidrsubnet: plain((prefix, bits, number) =>
    subnet(parseBlock(textIn(prefix)), numberIn(bits), numberIn(number)),
  ),
  cidrsubnets: plain((prefix, ...bits) => {
    const block = parseBlock(textIn(prefix));
    let next = block?.address ?? 0;
    const subnets = bits.map((data) => {
      const length = (block?.length ?? 33) + (numberIn(data) ?? 33);
      if (length > 32) return undefined;
      const size = 2 ** (32 - length);
      const address = Math.ceil(next / size) * size;
      next = address + size;
      return `${textOfAddress(address)}/${String(length)}`;
    });
    return subnets.every((text) => text !== undefined) ? subnets : undefined;
  }),
};

function subnet(
  block: Block | undefined,
  bits: number | undefined,
  number: number | undefined,
): string | undefined {
  if (!block || bits === undefined || number === undefined || bits < 0 || number < 0) return undefined;
  const length = block.length + bits;
  if (length > 32 || number >= 2 ** bits) return undefined;
  return `${textOfAddress(block.address + number * 2 ** (32 - length))}/${String(length)}`;
}

function parseBlock(text: string | undefined): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text ?? '');
  const numbers = match?.slice(1).map(Number) ?? [];
  const [a = 256, b = 256, c = 256, d = 256, length = 33] = numbers;
  if (length > 32 || [a, b, c, d].some((octet) => octet > 255)) return undefined;
  const size = 2 ** (32 - length);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return { address: Math.floor(address / size) * size, length };
}

function textOfAddress(address: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => String(Math.floor(address / unit) % 256)).join('.');
}
