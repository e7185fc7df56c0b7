import { ConfigurationRequest } from 'vscode-languageserver/node';
import { settingsFrom } from '../../service/settings.ts';
import type { Session } from '../session.ts';
import { refresh } from './publishDiagnostics.ts';

/** `workspace/didChangeConfiguration`: asks for the settings, or takes those that are sent along. */
export async function didChangeConfiguration(
  session: Session,
  params: { readonly settings: unknown },
): Promise<void> {
  if (session.client.configures) await readConfiguration(session);
  else take(session, sectionOf(params.settings));
}

export async function readConfiguration(session: Session): Promise<void> {
  const { client, connection } = session;
  if (!client.configures) {
    take(session, client.settings);
    return;
  }
  const [sent] = (await connection.sendRequest(ConfigurationRequest.type, {
    items: [{ section: 'pillarlint' }],
  })) as unknown[];
  take(session, sent ?? client.settings);
}

function take(session: Session, sent: unknown): void {
  session.apply(settingsFrom(sent));
  refresh(session);
}

function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && 'pillarlint' in settings
    ? settings.pillarlint
    : settings;
}
