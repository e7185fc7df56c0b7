import type { AddChange, Data, DocumentEdit } from '../../model/dialect.ts';
import type { Location } from '../../model/location.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { TopBlock } from '../syntax/node.ts';
import type { Document } from './parts.ts';
import type { Within } from './patch.ts';
import type { Naming } from './written.ts';

export function editJsonDocument(
  _document: Document,
  _at: Location,
  _patch: Within,
  _naming: Naming,
): readonly TextEdit[] | undefined {
  return undefined;
}

export function addToJsonDocument(
  _document: Document,
  _after: TopBlock,
  _change: AddChange,
  _naming: Naming,
): readonly DocumentEdit[] | undefined {
  return undefined;
}

export function replaceInJson(
  _document: Document,
  _at: Span,
  _value: Data,
  _naming: Naming,
): readonly TextEdit[] | undefined {
  return undefined;
}
