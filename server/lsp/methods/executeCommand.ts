import {
  ApplyWorkspaceEditRequest,
  type ExecuteCommandParams,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import { suppressionOf } from '../../service/codeActions.ts';
import { type FixScope, fixAll, fixScopeFrom } from '../../service/fixAll.ts';
import { firstProven } from '../../service/fix.ts';
import type { Snapshot } from '../../service/snapshot.ts';
import type { DocumentEdit } from '../../model/dialect.ts';
import { workspaceEditOf } from '../edits.ts';
import { findingsAt } from '../findingsAt.ts';
import type { Session } from '../session.ts';

type Arguments = Readonly<Record<string, unknown>>;
type Command = (session: Session, uri: string, sent: Arguments) => Promise<boolean>;

/** Each takes one object with a `uri`, answers whether the client has applied an edit, and says so when there is none. */
const commands: Readonly<Record<string, Command>> = {
  /** `rule` */
  'pillarlint.fixAllOfRule': (session, uri, { rule }) =>
    applyFixAll(session, uri, fixScopeFrom({ kind: 'rule', rule })),
  /** `pillar` */
  'pillarlint.fixAllOfPillar': (session, uri, { pillar }) =>
    applyFixAll(session, uri, fixScopeFrom({ kind: 'pillar', pillar })),
  'pillarlint.fixAllOfDocument': (session, uri) => applyFixAll(session, uri, { kind: 'document' }),
  /** `rule`, `range`: the finding's first fix */
  'pillarlint.fixFinding': applyFix,
  /** `rule`, `range`, `reason` */
  'pillarlint.suppressWithReason': applySuppression,
};

export const commandNames = Object.keys(commands);

/** `workspace/executeCommand` */
export async function executeCommand(
  session: Session,
  { command, arguments: sent }: ExecuteCommandParams,
): Promise<boolean> {
  const argument: unknown = sent?.[0];
  if (
    typeof argument !== 'object' ||
    argument === null ||
    !('uri' in argument) ||
    typeof argument.uri !== 'string'
  )
    return false;
  return (await commands[command]?.(session, argument.uri, argument)) ?? false;
}

async function applyFixAll(session: Session, uri: string, scope: FixScope | undefined): Promise<boolean> {
  const [snapshot] = session.snapshotsOf(uri);
  return apply(session, snapshot, snapshot && scope && fixAll(snapshot, scope).edits);
}

async function applyFix(session: Session, uri: string, sent: Arguments): Promise<boolean> {
  for (const { snapshot, finding } of findingsAt(session, uri, sent)) {
    const proven = firstProven(snapshot, finding);
    if (proven) return apply(session, snapshot, proven.edits);
  }
  return apply(session, undefined, undefined);
}

async function applySuppression(session: Session, uri: string, sent: Arguments): Promise<boolean> {
  const { reason } = sent;
  if (typeof reason !== 'string' || reason.trim() === '') return false;
  const [first] = findingsAt(session, uri, sent);
  return apply(
    session,
    first?.snapshot,
    first && suppressionOf(first.finding, first.snapshot, reason.trim()),
  );
}

async function apply(
  session: Session,
  snapshot: Snapshot | undefined,
  edits: readonly DocumentEdit[] | undefined,
): Promise<boolean> {
  const { connection, texts } = session;
  if (!snapshot || !edits || edits.length === 0) {
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Info,
      message: texts.sentence('fixAll.nothing'),
    });
    return false;
  }
  const { applied } = await connection.sendRequest(ApplyWorkspaceEditRequest.type, {
    edit: workspaceEditOf(edits, snapshot, session),
  });
  return applied;
}
