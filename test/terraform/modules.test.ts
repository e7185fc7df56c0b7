import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readModule } from '../../server/terraform/module.ts';
import { check, parseFixture } from '../fixture.ts';
import { describe, moduleOf, resourcesOf, root, textsOf, valuesOf } from './describe.ts';

test('a local module is judged with the arguments of its caller', () => {
  check(
    `
    module "queue" {
      source = "./modules/queue"
      days   = 3
    }
    resource "aws_p" "p" {
      queue = module.queue.arn
              ~~~~~~~~~~~~~~~~ module.queue.aws_q.q.arn
      kept  = module.queue.days
              ~~~~~~~~~~~~~~~~~ 3 <module-output module.queue.days, argument days>
    }
    --- modules/queue/main.tf
    variable "days" { default = 1 }
    variable "name" { default = "n" }
    resource "aws_q" "q" {
      days = var.days
             ~~~~~~~~ 3 <argument days>
      name = var.name
             ~~~~~~~~ "n" <default name>
    }
    output "arn" { value = aws_q.q.arn }
    output "days" { value = var.days }
    `,
    valuesOf('queue', 'kept', 'days', 'name'),
  );
});

test('a resource of a called module knows the calls that lead to it, and each call makes its own', () => {
  const module = moduleOf(`
    variable "open" {}
    module "one" { source = "./m" }
    module "many" {
      for_each = toset(["a", "b"])
      source   = "./m"
      name     = each.key
    }
    module "maybe" {
      count  = var.open ? 1 : 0
      source = "./m"
    }
    module "never" {
      count  = 0
      source = "./m"
    }
    --- m/main.tf
    variable "name" { default = "n" }
    module "inner" {
      source = "../n"
      name   = var.name
    }
    --- n/main.tf
    variable "name" {}
    resource "aws_x" "y" { name = var.name }
  `);
  assert.deepEqual(
    resourcesOf(module).map(({ id, callers = [], exists, body }) => {
      const name = body.entries.get('name');
      return [
        id,
        callers.length,
        exists.map((condition) => condition.name).join(),
        name ? describe(name) : '',
      ].join(' | ');
    }),
    [
      'module.one.module.inner.aws_x.y | 2 |  | "n" <argument name, default name>',
      'module.many["a"].module.inner.aws_x.y | 2 |  | "a" <argument name, argument name, loop each.key>',
      'module.many["b"].module.inner.aws_x.y | 2 |  | "b" <argument name, argument name, loop each.key>',
      'module.maybe[0].module.inner.aws_x.y | 2 | var.open | "n" <argument name, default name>',
    ],
  );
});

test('a module that is not here, or calls itself, has outputs that are not known', () => {
  check(
    `
    module "registry" { source = "terraform-aws-modules/vpc/aws" }
    module "loop" { source = "./" }
    resource "aws_x" "y" {
      a = module.registry.vpc_id
          ~~~~~~~~~~~~~~~~~~~~~~ unknown module module.registry
      b = module.loop.id
          ~~~~~~~~~~~~~~ unknown module module.loop
      c = module.gone.id
          ~~~~~~~~~~~~~~ unknown dangling-reference module.gone
    }
    `,
    valuesOf('a', 'b', 'c'),
  );
});

test('a downloaded module is read where terraform has put it', () => {
  check(
    `
    module "vpc" { source = "terraform-aws-modules/vpc/aws" }
    resource "aws_x" "y" {
      a = module.vpc.id
          ~~~~~~~~~~~~~ module.vpc.aws_vpc.this.id
    }
    --- .terraform/modules/modules.json
    {"Modules":[{"Key":"vpc","Source":"registry.terraform.io/terraform-aws-modules/vpc/aws","Dir":".terraform/modules/vpc"}]}
    --- .terraform/modules/vpc/main.tf
    resource "aws_vpc" "this" {}
    output "id" { value = aws_vpc.this.id }
    `,
    valuesOf('a'),
  );
});

test('providers are handed to the modules that are called', () => {
  check(
    `
    provider "aws" {
      default_tags { tags = { Owner = "me" } }
    }
    provider "aws" {
      alias = "west"
      default_tags { tags = { Owner = "west" } }
    }
    module "own" { source = "./m" }
    module "west" {
      source    = "./m"
      providers = { aws = aws.west }
    }
    --- m/main.tf
    resource "aws_x" "y" {
                     ~~~ {Owner: "me"} <provider default_tags>
                     ~~~ {Owner: "west"} <provider default_tags>
    }
    `,
    valuesOf('tags'),
  );
});

test('a module that others call does not know its variables by itself', () => {
  const { texts, loader } = textsOf(
    parseFixture('variable "days" { default = 1 }\nresource "aws_x" "y" { days = var.days }\n'),
  );
  const module = readModule(root, texts, loader, undefined, { called: true });
  const days = resourcesOf(module)[0]?.body.entries.get('days');
  assert.equal(days && describe(days), 'unknown parameter days or absent');
});

test('files within reach are read, as text and as templates', () => {
  check(
    `
    resource "aws_x" "y" {
      a = file("\${path.module}/a.txt")
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ "hello"
      b = templatefile("b.tftpl", { names = ["x", "y"], arn = aws_x.z.arn })
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ "x,y," + aws_x.z.arn
      d = data.template_file.d.rendered
          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ "x," + aws_x.z.arn
      c = file("/etc/passwd")
          ~~~~~~~~~~~~~~~~~~~ unknown function file
    }
    data "template_file" "d" {
      template = file("b.tftpl")
      vars     = { names = ["x"], arn = aws_x.z.arn }
    }
    resource "aws_x" "z" {}
    --- a.txt
    hello
    --- b.tftpl
    %{ for n in names }\${n},%{ endfor }\${arn}
    `,
    (fixture) =>
      valuesOf(
        'a',
        'b',
        'c',
        'd',
      )({ ...fixture, files: fixture.files.map((file) => ({ ...file, text: file.text.trimEnd() })) }),
  );
});

test('a loop through modules ends', () => {
  const module = moduleOf(`
    module "a" { source = "./a" }
    --- a/main.tf
    module "b" { source = "../b" }
    resource "aws_x" "a" {}
    --- b/main.tf
    module "a" { source = "../a" }
    resource "aws_x" "b" {}
  `);
  assert.deepEqual(
    resourcesOf(module).map(({ id }) => id),
    ['module.a.aws_x.a', 'module.a.module.b.aws_x.b'],
  );
});
