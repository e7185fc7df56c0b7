import type { TextEdit } from '../text/textEdit.ts';
import type { Location } from './location.ts';
import type { Model } from './model.ts';
import type { DialectName, Resource } from './resource.ts';

/** A way to write infrastructure. The engine sees only the models; the service alone knows which dialects there are. */
export interface Dialect {
  readonly name: DialectName;
  /** The document edits that make all the changes together; `undefined` when one of them has no safe form in this text. */
  edit(
    model: Model,
    changes: readonly Change[],
    textOf: (uri: string) => string,
  ): readonly DocumentEdit[] | undefined;
  /** Where an attribute stands in the resource that is written: another place for one that is derived from it; `undefined` for none. */
  stepsInText(resource: Resource, steps: readonly Step[]): readonly Step[] | undefined;
  /** The edits that silence `rule` at `at` with `reason`: a comment, or metadata where comments cannot be. */
  suppress(
    model: Model,
    resource: Resource,
    at: Location,
    rule: string,
    reason: string,
    textOf: (uri: string) => string,
  ): readonly DocumentEdit[] | undefined;
}

export interface DocumentEdit extends TextEdit {
  readonly uri: string;
}

/** What a fix wants of the text, in the dialect's own names but not in its syntax. */
export type Change = SetChange | ReplaceChange | RemoveChange | AddChange;

/** Gives an attribute a value; makes the parents that are missing, merges maps into what is there. */
export interface SetChange {
  readonly kind: 'set';
  readonly resource: Resource;
  /** Keys and list indexes from the resource's body; a first step `^` starts beside the body. */
  readonly steps: readonly Step[];
  readonly value: Data;
}

/** Replaces the value that stands at a place, wherever that is: a branch, a default, a mapping. */
export interface ReplaceChange {
  readonly kind: 'replace';
  readonly at: Location;
  readonly value: Data;
}

export interface RemoveChange {
  readonly kind: 'remove';
  readonly resource: Resource;
  readonly steps: readonly Step[];
}

/** Declares a further resource behind `after`. */
export interface AddChange {
  readonly kind: 'add';
  readonly after: Resource;
  readonly type: string;
  /** Logical id or block name; free in the model. */
  readonly name: string;
  readonly body: Data;
}

export type Step = string | number;

/** A value to write. References are neutral and become `!GetAtt`, `{"Ref": …}` or `aws_x.y.arn`. */
export type Data =
  string | number | boolean | readonly Data[] | DataMap | DataReference | DataTemplate | DataJson;
export interface DataMap {
  readonly [key: string]: Data;
}

/** A reference to a resource by its type and name (not its model id), as a `Ref`/`.id` when no attribute is given. */
export interface DataReference {
  readonly $reference: {
    readonly type: string;
    readonly name: string;
    readonly attribute?: string | undefined;
  };
}

/** A string with references in it, and pseudo parameters such as `AWS::AccountId` by name. */
export interface DataTemplate {
  readonly $template: readonly (string | DataReference | { readonly $pseudo: string })[];
}

/** A structure as a JSON string: `jsonencode({…})` in Terraform. */
export interface DataJson {
  readonly $json: Data;
}
