import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../fixture.ts';
import { describe, existing, formulaText, moduleOf, resourcesOf, valuesOf } from './describe.ts';

test('a default is a known value that says it is a default', () => {
  check(
    `
    variable "days" {
      type    = number
      default = "7"
    }
    variable "zone" {}
    variable "name" {
      nullable = false
    }
    resource "aws_x" "y" {
      days = var.days
             ~~~~~~~~ 7 <default days>
      zone = var.zone
             ~~~~~~~~ unknown parameter zone or absent
      name = var.name
             ~~~~~~~~ unknown parameter name
    }
    `,
    valuesOf('days', 'zone', 'name'),
  );
});

test('what a function takes out of a list says which default decided how much of it', () => {
  check(
    `
    variable "audit" {
      default = "off"
    }
    resource "aws_x" "y" {
      logs = slice(["audit", "profiler"], 0, var.audit == "on" ? 2 : 1)
             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ["audit"] <default audit>
    }
    `,
    valuesOf('logs'),
  );
});

test('documents of values are read in the order in which Terraform reads them', () => {
  check(
    `
    variable "a" { default = 1 }
    variable "b" { default = 1 }
    variable "c" { default = 1 }
    resource "aws_x" "y" {
      a = var.a
          ~~~~~ 1 <default a>
      b = var.b
          ~~~~~ 2 <tfvars b>
      c = var.c
          ~~~~~ 4 <tfvars c>
    }
    --- terraform.tfvars
    b = 2
    c = 2
    --- one.auto.tfvars
    c = 3
    --- two.auto.tfvars
    c = 4
    --- other.tfvars
    a = 9
    `,
    valuesOf('a', 'b', 'c'),
  );
});

test('locals are followed through locals, and cycles are found', () => {
  check(
    `
    variable "days" { default = 7 }
    locals {
      days  = var.days
      keep  = local.days
      chick = local.egg
      egg   = local.chick
    }
    resource "aws_x" "y" {
      keep = local.keep
             ~~~~~~~~~~ 7 <local keep, local days, default days>
      egg  = local.egg
             ~~~~~~~~~ unknown cycle local.egg
    }
    `,
    valuesOf('keep', 'egg'),
  );
});

test('a conditional that is open is a choice, one that is decided its branch', () => {
  check(
    `
    variable "env" {}
    variable "public" { default = false }
    locals {
      production = var.env == "prod"
    }
    resource "aws_x" "y" {
      acl  = var.public ? "public-read" : "private"
                                          ~~~~~~~~~ "private" <default public>
      days = local.production ? 30 : 1
             ~~~~~~~~~~~~~~~~~~~~~~~~~ local.production ? 30 : 1
      kept = (
             ~ var.env != "dev" ? 7 : absent
        var.env != "dev"
        ? 7
        : null
      )
    }
    `,
    valuesOf('acl', 'days', 'kept'),
  );
});

test('conditions on the same facts share their atoms', () => {
  const module = moduleOf(`
    variable "env" {}
    locals { production = var.env == "prod" }
    resource "aws_x" "a" { count = local.production ? 1 : 0 }
    resource "aws_x" "b" { count = var.env != "prod" && var.env != "dev" ? 1 : 0 }
  `);
  assert.deepEqual(
    resourcesOf(module).map(({ exists }) => exists.map(({ formula }) => formulaText(formula))),
    [['var.env == "prod"'], ['all(not(var.env == "prod"), not(var.env == "dev"))']],
  );
});

test('a variable that is validated against a list takes one of its values', () => {
  const module = moduleOf(`
    variable "env" {
      validation {
        condition     = contains(["dev", "prod"], var.env)
        error_message = "No."
      }
    }
    resource "aws_x" "a" { count = var.env == "prod" ? 1 : 0 }
  `);
  const [resource] = resourcesOf(module);
  const formula = resource?.exists[0]?.formula;
  assert.deepEqual(formula?.kind === 'atom' && formula.domain, ['dev', 'prod']);
});

test('a document of OpenTofu takes the place of the Terraform document of that name', () => {
  check(
    `
    --- main.tf
    resource "aws_x" "y" {
      days = 1
    }
    --- main.tofu
    resource "aws_x" "y" {
      days = 2
             ~ 2
    }
    `,
    valuesOf('days'),
  );
});

test('count decides what exists', () => {
  assert.deepEqual(
    existing(`
      variable "create" { default = false }
      variable "open" {}
      variable "number" {}
      resource "aws_x" "none" { count = var.create ? 1 : 0 }
      resource "aws_x" "zero" { count = 0 }
      resource "aws_x" "one" { count = 1 }
      resource "aws_x" "maybe" { count = var.open ? 1 : 0 }
      resource "aws_x" "unless" { count = var.open ? 0 : 1 }
      resource "aws_x" "alike" { count = 3 }
      resource "aws_x" "apart" {
        count = 2
        name  = "n\${count.index}"
      }
      resource "aws_x" "some" { count = var.number }
    `),
    [
      'aws_x.one',
      'aws_x.maybe if var.open',
      'aws_x.unless if !var.open',
      'aws_x.alike',
      'aws_x.apart[0]',
      'aws_x.apart[1]',
      'aws_x.some if var.number > 0',
    ],
  );
});

test('for_each over what is known gives instances, over what is not one that is judged as if it existed', () => {
  check(
    `
    variable "open" { type = map(object({ days = number })) }
    resource "aws_x" "known" {
      for_each = { a = 1, b = 2 }
      days     = each.value
                 ~~~~~~~~~~ 1 <loop each.value>
                 ~~~~~~~~~~ 2 <loop each.value>
    }
    resource "aws_x" "names" {
      for_each = toset(["b", "a"])
      days     = each.key
                 ~~~~~~~~ "a" <loop each.key>
                 ~~~~~~~~ "b" <loop each.key>
    }
    resource "aws_x" "nothing" {
      for_each = {}
      days     = 1
    }
    resource "aws_x" "open" {
      for_each = var.open
      days     = each.value.days
                 ~~~~~~~~~~~~~~~ unknown each each.value or absent
    }
    `,
    valuesOf('days'),
  );
});

test('a dynamic block is there, not there, or there under a condition', () => {
  check(
    `
    variable "ports" { default = [80, 443] }
    variable "open" {}
    variable "extra" { type = list(number) }
    resource "aws_x" "y" {
      dynamic "ingress" {
        for_each = var.ports
        content {
          port = ingress.value
                 ~~~~~~~~~~~~~ 80 <loop ingress.value, default ports>
                 ~~~~~~~~~~~~~ 443 <loop ingress.value, default ports>
        }
      }
      dynamic "logging" {
        for_each = []
        content {
          port = 1
        }
      }
      dynamic "maybe" {
        for_each = var.open ? [1] : []
        content {
          port = 2
                 ~ 2
        }
      }
      dynamic "unknown" {
        for_each = var.extra
        iterator = one
        content {
          port = one.value
                 ~~~~~~~~~ unknown each one.value or absent
          dynamic "inner" {
            for_each = [one.key]
            content {
              port = inner.value
                     ~~~~~~~~~~~ unknown each one.key
            }
          }
        }
      }
    }
    `,
    valuesOf('port'),
  );
});

test('a dynamic block over an unknown collection leaves its list open', () => {
  check(
    `
    variable "open" {}
    variable "extra" {}
    resource "aws_x" "y" {
      dynamic "maybe" {
      ~ [var.open ? {port: 2} : absent]
        for_each = var.open ? [1] : []
        content { port = 2 }
      }
      dynamic "unknown" {
      ~ [length(var.extra) > 0 ? {port: 2} : absent, … parameter]
        for_each = var.extra
        content { port = 2 }
      }
    }
    `,
    (fixture) =>
      valuesOf('maybe', 'unknown')(fixture).map((remark) => ({ ...remark, end: remark.start + 1 })),
  );
});

test('null is absent, blocks and attributes of objects have the same shape', () => {
  check(
    `
    resource "aws_x" "y" {
      key = null
            ~~~~ absent
      ingress = [{ port = 22 }]
                ~~~~~~~~~~~~~~~ [{port: 22}]
      egress { port = 23 }
      ~~~~~~~~~~~~~~~~~~~~ [{port: 23}]
    }
    `,
    valuesOf('key', 'ingress', 'egress'),
  );
});

test('references name resources, through indexes and instances', () => {
  check(
    `
    variable "open" {}
    resource "aws_b" "one" {}
    resource "aws_b" "many" {
      for_each = toset(["a", "b"])
      name     = each.key
    }
    resource "aws_b" "alike" { count = 2 }
    resource "aws_b" "maybe" { count = var.open ? 1 : 0 }
    resource "aws_b" "never" { count = 0 }
    resource "aws_v" "a" {
      bucket = aws_b.one.id
               ~~~~~~~~~~~~ aws_b.one.id
    }
    resource "aws_v" "b" {
      for_each = aws_b.many
      bucket   = each.value.id
                 ~~~~~~~~~~~~~ aws_b.many["a"].id
                 ~~~~~~~~~~~~~ aws_b.many["b"].id
    }
    resource "aws_v" "c" {
      bucket = aws_b.alike[1].id
               ~~~~~~~~~~~~~~~~~ aws_b.alike.id
    }
    resource "aws_v" "d" {
      bucket = aws_b.maybe[0].id
               ~~~~~~~~~~~~~~~~~ aws_b.maybe.id
    }
    resource "aws_v" "e" {
      bucket = try(aws_b.never[0].id, aws_b.maybe[0].id, "none")
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ var.open ? aws_b.maybe.id : "none"
    }
    resource "aws_v" "f" {
      bucket = "arn:\${aws_b.one.arn}/*"
               ~~~~~~~~~~~~~~~~~~~~~~~~ "arn:" + aws_b.one.arn + "/*"
    }
    resource "aws_v" "g" {
      bucket = aws_b.gone.id
               ~~~~~~~~~~~~~ unknown dangling-reference aws_b.gone
    }
    resource "aws_v" "h" {
      bucket = "\${aws_b.one.id}"
               ~~~~~~~~~~~~~~~~~ aws_b.one.id
    }
    resource "aws_v" "i" {
      bucket = join(",", aws_b.many["a"].*.id)
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ aws_b.many["a"].id
    }
    `,
    valuesOf('bucket'),
  );
});

test('optional attributes of an object have their defaults', () => {
  check(
    `
    variable "rule" {
      type = object({
        days   = optional(number, 30)
        public = optional(bool)
        name   = string
      })
      default = { name = "n", other = 1 }
    }
    resource "aws_x" "y" {
      rule = var.rule
             ~~~~~~~~ {days: 30, public: absent, name: "n"} <default rule>
    }
    `,
    valuesOf('rule'),
  );
});

test('override documents put their attributes and blocks over others', () => {
  check(
    `
    resource "aws_x" "y" {
      days = 1
      name = "n"
             ~~~ "n"
      rule { port = 1 }
    }
    --- y_override.tf
    resource "aws_x" "y" {
      days = 2
             ~ 2
      rule { port = 2 }
                    ~ 2
    }
    `,
    valuesOf('days', 'name', 'port'),
  );
});

test('tags of the provider reach the resources that it makes', () => {
  check(
    `
    provider "aws" {
      default_tags {
        tags = { Owner = "me" }
      }
    }
    provider "aws" {
      alias = "west"
    }
    resource "aws_x" "own" {
      tags = { Name = "n" }
             ~~~~~~~~~~~~~~ {Owner: "me", Name: "n"}
    }
    resource "aws_x" "none" {
                     ~~~~~~ {Owner: "me"} <provider default_tags>
    }
    resource "aws_x" "west" {
      provider = aws.west
      tags     = { Name = "n" }
                 ~~~~~~~~~~~~~~ {Name: "n"}
    }
    `,
    valuesOf('tags'),
  );
});

test('what stands beside the attributes is apart from them', () => {
  const [resource] = resourcesOf(
    moduleOf(`
      resource "aws_x" "y" {
        provider   = aws.west
        depends_on = [aws_x.z]
        lifecycle {
          prevent_destroy = true
        }
      }
    `),
  );
  assert.deepEqual([...(resource?.body.entries.keys() ?? [])], []);
  assert.deepEqual(
    [...(resource?.meta ?? [])].map(([name, value]) => `${name} ${describe(value)}`),
    ['lifecycle [{prevent_destroy: true}]', 'provider "aws.west"', 'depends_on ["aws_x.z"]'],
  );
});

test('documents without resources, and blocks that declare none, make none', () => {
  for (const text of [
    '',
    '\n\n',
    '# nothing\n',
    '\uFEFF',
    'moved {\n  from = aws_x.a\n  to   = aws_x.b\n}\nimport {\n  to = aws_x.b\n  id = "i"\n}\ncheck "c" {\n  data "aws_d" "d" {}\n}\nremoved {\n  from = aws_x.c\n}\n',
  ]) {
    assert.deepEqual(existing(text), []);
  }
});

test('a policy in a heredoc keeps its text around what is not known', () => {
  check(
    `
    resource "aws_b" "b" {}
    resource "aws_x" "y" {
      policy = <<EOF
               ~~~~~ "{\\"Resource\\": \\"" + aws_b.b.arn + "/*\\"}\\n"
    {"Resource": "\${aws_b.b.arn}/*"}
      EOF
    }
    `,
    valuesOf('policy'),
  );
});

test('what old configurations write means what it meant', () => {
  check(
    `
    variable "name" {
      type    = "string"
      default = 7
    }
    variable "zones" {
      default = ["a", "b"]
    }
    resource "aws_x" "y" {
      name  = "\${var.name}"
              ~~~~~~~~~~~~~ "7" <default name>
      zones = ["\${var.zones}"]
              ~~~~~~~~~~~~~~~~ ["a", "b"]
      first = "\${element(var.zones, 0)}"
              ~~~~~~~~~~~~~~~~~~~~~~~~~~ "a" <default zones>
    }
    `,
    valuesOf('name', 'zones', 'first'),
  );
});
