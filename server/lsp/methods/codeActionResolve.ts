import type { CodeAction } from 'vscode-languageserver/node';
import { fixAll, fixScopeFrom } from '../../service/fixAll.ts';
import { workspaceEditOf } from '../edits.ts';
import type { Session } from '../session.ts';

/** `codeAction/resolve`: works out what a fix-all does, for the text as it is now. */
export function codeActionResolve(session: Session, action: CodeAction): CodeAction {
  const data: unknown = action.data;
  if (typeof data !== 'object' || data === null || !('uri' in data) || typeof data.uri !== 'string') return action;
  const scope = 'scope' in data ? fixScopeFrom(data.scope) : undefined;
  const [snapshot] = session.snapshotsOf(data.uri);
  if (!scope || !snapshot) return action;
  return { ...action, edit: workspaceEditOf(fixAll(snapshot, scope).edits, snapshot, session) };
}
