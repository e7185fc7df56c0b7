import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHclSyntax } from '../../server/terraform/syntax/readHclSyntax.ts';
import { check, type Fixture } from '../fixture.ts';
import { understood } from './outline.ts';

const forms: Readonly<Record<string, string>> = {
  '1.5e3': '1500',
  null: 'null',
  '-1 + 2 * 3 % 4': '(-1 + ((2 * 3) % 4))',
  '!a && b || c == d': '((!a && b) || (c == d))',
  'a < b == c >= d': '((a < b) == (c >= d))',
  'a ? b : c ? d : e': '(a ? b : (c ? d : e))',
  '(a\n? b\n: c\n)': '(a ? b : c)',
  '"${x["a"]}-${f("b", "${c}")}"': '"${x["a"]}-${f("b" "${c}")}"',
  '"$${a} %%{b} \\"q\\" \\n \\u00e9"': '"${a} %{b} \\"q\\" \\n é"',
  '"$a %b 100% {c}"': '"$a %b 100% {c}"',
  '"%{ if a }b%{ else }c%{ endif }d"': '"%{if a}"b"%{else}"c"d"',
  '"%{ for k, v in m ~}  ${k}%{ endfor }"': '"%{for k,v in m}"${k}""',
  'a.b[0].c["d"]': 'a.b[0].c["d"]',
  'a.0.b': 'a[0].b',
  'a[*].b[0].c': 'a[*]{_.b[0].c}',
  'a.*.b[0]': 'a[*]{_.b}[0]',
  'a.b.*.c.d': 'a.b[*]{_.c.d}',
  '[1, 2,\n 3,\n]': '[1 2 3]',
  '[\n  # first\n  1, // one\n  /* two */ 2\n]': '[1 2]',
  '{ a = 1, b : 2\n "c d" = 3\n (e) = 4\n 5 = 6 }': '{a:1 b:2 "c d":3 e:4 5:6}',
  '{\n  for k, v in m : k => v... if v != null\n}': '(for k,v in m k => v... if (v != null))',
  '[for v in l : v if v]': '(for v in l v if v)',
  'f(a, b...)': 'f(a b...)',
  'f(\n  a,\n  b,\n)': 'f(a b)',
  'provider::aws::arn_parse(a)': 'provider::aws::arn_parse(a)',
  '<<EOF\na ${b} "c"\n{ not = "a block"\nEOF': '"a ${b} \\"c\\"\\n{ not = \\"a block\\"\\n"',
  '<<-EOF\n    a\n      b\n    EOF': '"a\\n  b\\n"',
  '<<EOF\n  a\n  EOF': '"  a\\n"',
  '<<EOF\n%{ if a }\nb\n%{ endif ~}\nEOF': '"%{if a}"\\nb\\n"%{else}"""',
  'jsonencode({\n  a = <<-X\n    y\n  X\n  b = 1\n})': 'jsonencode({a:"y\\n" b:1})',
  'f(<<A\na\nA\n, b)': 'f("a\\n" b)',
  'a[b ? 0 : 1]': 'a[(b ? 0 : 1)]',
  'a["x"] /* c */ == /* d */ 1 # e': '(a["x"] == 1)',
};

test('the whole expression language is understood', () => {
  assert.deepEqual(Object.fromEntries(Object.keys(forms).map((text) => [text, understood(text)])), forms);
});

const broken: Readonly<Record<string, string>> = {
  '': '✗ ✗',
  'var.': 'var. ✗',
  '"abc': '"abc" ✗',
  '"a${b': '"a${b}" ✗',
  '"${"': '"${""}" ✗',
  'f(a, ': 'f(a) ✗',
  'a ? b': '(a ? b : ✗) ✗',
  '[1, 2': '[1 2] ✗',
  '{ a = ': '{a:✗} ✗',
  '1 +': '(1 + ✗) ✗',
};

test('what is half typed is understood as far as it goes', () => {
  assert.deepEqual(Object.fromEntries(Object.keys(broken).map((text) => [text, understood(text)])), broken);
});

test('deep nesting ends, and so does what was never closed', () => {
  for (const open of ['(', '[', '{a=', '!', '-', '"${', 'a?', 'f(', 'a[', '1+', '[for a in ']) {
    assert.ok(readHclSyntax('file:///a.tf', `x = ${open.repeat(5000)}`).problems.length > 0, open);
  }
});

/** Draws the values of all attributes. */
function values({ text }: Fixture): { start: number; end: number; message: string }[] {
  const syntax = readHclSyntax('file:///a.tf', text);
  return syntax.blocks.flatMap(({ piece, block }) => {
    const base = syntax.startOf(piece) ?? 0;
    return block.body.attributes.map(({ value }) => ({
      start: base + value.start,
      end: base + value.end,
      message: value.kind,
    }));
  });
}

test('spans are exact, whatever stands around them', () => {
  check(
    `
    # 한국어 😀
    resource "a" "b" {
      name = "😀-\${x}" # why
             ~~~~~~~~~ template
    \tdays=7/* one */
    \t     ~ literal
      list = [ 1, 2 ]
             ~~~~~~~~ list
      sum  = (1 + 2)
             ~~~~~~~ parenthesised
    }
    `,
    values,
  );
});

test('carriage returns and a byte order mark change nothing', () => {
  const text =
    '\uFEFFresource "a" "b" {\r\n  name = "x"\r\n  text = <<EOF\r\nhello\r\nEOF\r\n  /* a\r\n b */\r\n}\r\n';
  const { blocks, problems } = readHclSyntax('file:///a.tf', text);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    blocks[0]?.block.body.attributes.map(({ value }) => text.slice(value.start, value.end)),
    ['"x"', '<<EOF\r\nhello\r\nEOF'],
  );
});
