import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluated } from './describe.ts';

const declarations = `
variable "open" {}
variable "list" { type = list(string) }
resource "aws_b" "b" {}
`;

const known: Readonly<Record<string, string>> = {
  'try(null.x, 1)': '1',
  'can({ a = 1 }.b)': 'false',
  'try([{ a = 1 }.b], "${[][0]}", { c = [][0] }, 7)': '7',
  'try(upper(null), "x")': '"x"',
  'can(regex("^a", "b"))': 'false',
  'try(tonumber("x"), 0)': '0',
  'lookup({ a = 1 }, "b", 2)': '2',
  'lookup({ a = 1 }, "a", 2)': '1',
  'merge({ a = 1, b = 1 }, null, { b = 2 })': '{a: 1, b: 2}',
  'concat([1], [2, 3])': '[1, 2, 3]',
  'coalesce(null, "", "x")': '"x"',
  'coalescelist([], [1])': '[1]',
  'compact(["a", "", null])': '["a"]',
  'distinct(["a", "a", "b"])': '["a", "b"]',
  'format("%s-%03d-%%", "a", 7)': '"a-007-%"',
  'formatlist("%s.x", ["a", "b"])': '["a.x", "b.x"]',
  'join(",", ["a", "b"])': '"a,b"',
  'split(",", "a,b")': '["a", "b"]',
  'jsonencode({ b = [1, true], a = null })': '"{\\"a\\":null,\\"b\\":[1,true]}"',
  'jsondecode("{\\"a\\": [1]}")': '{a: [1]}',
  'toset(["b", "a", "b"])': '["a", "b"]',
  'tonumber("7") + 1': '8',
  'tobool("true")': 'true',
  'tostring(7)': '"7"',
  'map("a", 1)': '{a: 1}',
  'list(1, 2)': '[1, 2]',
  'keys({ b = 1, a = 2 })': '["a", "b"]',
  'values({ b = 1, a = 2 })': '[2, 1]',
  'flatten([[1, [2]], 3])': '[1, 2, 3]',
  'length([1, 2])': '2',
  'length("abc")': '3',
  'contains(["a"], "a")': 'true',
  'contains(["a"], "b")': 'false',
  'element(["a", "b"], 3)': '"b"',
  'index(["a", "b"], "b")': '1',
  'slice([1, 2, 3], 1, 3)': '[2, 3]',
  'sort(["b", "a"])': '["a", "b"]',
  'reverse([1, 2])': '[2, 1]',
  'range(3)': '[0, 1, 2]',
  'zipmap(["a"], [1])': '{a: 1}',
  'setproduct(["a", "b"], [1])': '[["a", 1], ["b", 1]]',
  'replace("a-b", "-", "_")': '"a_b"',
  'replace("a1b2", "/[0-9]/", "")': '"ab"',
  'lower("AB")': '"ab"',
  'title("ab cd")': '"Ab Cd"',
  'trimsuffix("a.tf", ".tf")': '"a"',
  'trim("--a--", "-")': '"a"',
  'substr("hello", 1, 3)': '"ell"',
  'max(1, 3, 2)': '3',
  'min([3, 1]...)': '1',
  'ceil(1.2)': '2',
  'cidrsubnet("10.0.0.0/16", 8, 2)': '"10.0.2.0/24"',
  'cidrhost("10.0.0.0/24", 5)': '"10.0.0.5"',
  'regex("[a-z]+", "12ab")': '"ab"',
  'regexall("[a-z]", "a1b")': '["a", "b"]',
  'startswith("abc", "ab")': 'true',
  'one([7])': '7',
  'one([])': 'absent',
  'alltrue([true, false])': 'false',
  'anytrue([true, false])': 'true',
  'sum([1, 2])': '3',
  'base64encode("hé")': '"aMOp"',
  '[for k, v in { b = 2, a = 1 } : "${k}${v}"]': '["a1", "b2"]',
  '{ for v in ["a", "b"] : v => upper(v) if v != "a" }': '{b: "B"}',
  '{ for v in ["a", "b", "aa"] : length(v) => v... }': '{1: ["a", "b"], 2: ["aa"]}',
  '[{ a = 1 }, { a = 2 }][*].a': '[1, 2]',
  '[{ a = [1] }].*.a[0]': '[1]',
  '1 + 2 * 3 == 7 && !false': 'true',
  '"%{ for x in ["a", "b"] }${x};%{ endfor }"': '"a;b;"',
  '"%{ if true ~}  yes %{~ else }no%{ endif }"': '"yes"',
  '-(3 % 2)': '-1',
};

test('functions and operators over what is known', () => {
  const written = Object.fromEntries(
    Object.keys(known).map((expression) => [expression, evaluated(expression).replace(/ <.*>$/, '')]),
  );
  assert.deepEqual(written, known);
});

const open: Readonly<Record<string, string>> = {
  'timestamp()': 'unknown function timestamp',
  'provider::aws::arn_parse("x")': 'unknown function provider::aws::arn_parse',
  'upper(var.open)': 'unknown parameter open',
  'merge({ a = 1 }, var.open, { b = 2 })': '{a: unknown parameter open, b: 2, … parameter}',
  'concat([1], var.list)': '[1, … parameter]',
  'join(",", ["a", aws_b.b.arn])': '"a," + aws_b.b.arn',
  'format("%s/*", aws_b.b.arn)': 'aws_b.b.arn + "/*"',
  'coalesce(null, aws_b.b.id, "x")': 'aws_b.b.id',
  'coalesce(var.open, aws_b.b.id)': 'unknown parameter open',
  'contains(["a", var.open], "a")': 'true',
  'contains(["a", var.open], "b")': 'unknown parameter open',
  'flatten([aws_b.b.id, aws_b.b.ids])': '[aws_b.b.id, … resource-attribute]',
  'flatten(aws_b.b.id)': 'unknown resource-attribute aws_b.b or absent',
  '["${[1, 2]}", "${var.open}"]': '[1, 2, unknown parameter open or absent, … parameter]',
  'slice(aws_b.b.zones, 0, 2)': '[aws_b.b.zones.0, aws_b.b.zones.1]',
  'element([aws_b.b.id], 0)': 'aws_b.b.id',
  'length(var.list)': 'unknown parameter list',
  'jsonencode({ a = aws_b.b.arn })': '"{\\"a\\":" + aws_b.b.arn + "}"',
  'var.open ? upper("a") : "b"': 'var.open ? "A" : "b"',
  'lower(var.open ? "A" : "B")': 'var.open ? "a" : "b"',
  'try(var.open.x, 1)': 'unknown parameter open or absent',
  'regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")': 'unknown function regex or absent',
  '[for x in ["a", "b"] : x if x == var.open]':
    '[x == var.open ? "a" : absent, x == var.open ? "b" : absent]',
  'file("gone.txt")': 'unknown function file',
  'terraform.workspace': 'unknown pseudo-parameter terraform.workspace',
};

test('functions over what is not known say why, and keep what is known', () => {
  const written = Object.fromEntries(
    Object.keys(open).map((expression) => [
      expression,
      evaluated(expression, declarations).replace(/ <.*>$/, ''),
    ]),
  );
  assert.deepEqual(written, open);
});
